export default definePageConfig({ navigationBarTitleText: '各类人有多少' })
