export default definePageConfig({ navigationBarTitleText: '该走访的人' })
