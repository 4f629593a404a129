export default definePageConfig({ navigationBarTitleText: '改边界' })
