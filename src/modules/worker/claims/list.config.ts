export default definePageConfig({ navigationBarTitleText: '认房和替家人办事' })
