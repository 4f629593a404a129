export default definePageConfig({ navigationBarTitleText: '申请替家人办事' })
