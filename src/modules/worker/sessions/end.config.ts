export default definePageConfig({ navigationBarTitleText: '帮居民退出登录' })
