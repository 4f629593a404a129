export default definePageConfig({ navigationBarTitleText: '登记了我的哪些资料' })
