export default definePageConfig({ navigationBarTitleText: '我在办的' })
