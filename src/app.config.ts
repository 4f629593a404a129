import { routes } from './routes'

const isWeapp = process.env.TARO_ENV === 'weapp'

/** Tab pages, all in the main package; TabBar draws those that fit the person's role. */
const tabPages = ['pages/home/home', 'pages/messages/messages', 'pages/grid/grid', 'pages/desk/desk', 'pages/me/me']

const tabWords = ['首页', '消息', '我的网格', '接单台', '我的']

export default defineAppConfig({
  pages: tabPages,
  subPackages: routes,
  preloadRule: {
    'pages/home/home': { network: 'all', packages: ['modules/governance'] },
    'pages/desk/desk': { network: 'all', packages: ['modules/worker'] },
    'pages/me/me': { network: 'all', packages: ['modules/account'] },
  },
  window: {
    enablePullDownRefresh: isWeapp,
    navigationBarTitleText: '邻里通',
    // A browser's pages draw their own bar.
    navigationStyle: isWeapp ? 'default' : 'custom',
    navigationBarBackgroundColor: isWeapp ? '@ground' : '#f1f5f5',
    navigationBarTextStyle: isWeapp ? ('@barText' as 'black') : 'black',
    backgroundColor: isWeapp ? '@ground' : '#f1f5f5',
    backgroundTextStyle: isWeapp ? ('@pullText' as 'dark') : 'dark',
  },
  tabBar: {
    custom: true,
    color: '#566564',
    selectedColor: '#00706d',
    backgroundColor: '#ffffff',
    list: tabPages.map((pagePath, at) => ({ pagePath, text: tabWords[at]! })),
  },
  ...(isWeapp
    ? {
        darkmode: true,
        themeLocation: 'theme.json',
        lazyCodeLoading: 'requiredComponents' as const,
        __usePrivacyCheck__: true,
        requiredPrivateInfos: ['getLocation', 'chooseLocation'],
        permission: {
          'scope.userLocation': { desc: '用来填好诉求的位置，找到您的网格' },
          'scope.record': { desc: '用来录下您说的话，转成文字交给网格员' },
        },
      }
    : {}),
})
