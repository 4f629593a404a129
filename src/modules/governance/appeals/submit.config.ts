export default definePageConfig({ navigationBarTitleText: '一键诉求' })
