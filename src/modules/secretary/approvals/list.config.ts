export default definePageConfig({ navigationBarTitleText: '名单审批' })
