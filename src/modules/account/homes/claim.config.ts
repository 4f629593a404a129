export default definePageConfig({ navigationBarTitleText: '认一套房' })
