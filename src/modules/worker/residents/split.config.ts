export default definePageConfig({ navigationBarTitleText: '分成两个人' })
