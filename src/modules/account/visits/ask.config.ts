export default definePageConfig({ navigationBarTitleText: '请网格员上门' })
