const isWeapp = process.env.TARO_ENV === 'weapp'

export default definePageConfig({
  navigationBarTitleText: '邻里通',
  navigationBarBackgroundColor: isWeapp ? '@sky' : '#cfe9e6',
})
