export default definePageConfig({ navigationBarTitleText: '通知到没到' })
