export default definePageConfig({ navigationBarTitleText: '对本程序的意见' })
