export default definePageConfig({ navigationBarTitleText: '暂停告警' })
