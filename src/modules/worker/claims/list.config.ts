export default definePageConfig({ navigationBarTitleText: '认房申请' })
