export default definePageConfig({ navigationBarTitleText: '给一项职责' })
