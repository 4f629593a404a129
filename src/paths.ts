/** Addresses of all pages, as pushes and messages also use them. */
export const paths = {
  home: '/pages/home/home',
  messages: '/pages/messages/messages',
  grid: '/pages/grid/grid',
  desk: '/pages/desk/desk',
  me: '/pages/me/me',
  submitAppeal: '/modules/governance/appeals/submit',
  /** The form with its camera already open, or ready to listen. */
  submitAppealBy: (beginning: 'camera' | 'voice') => `/modules/governance/appeals/submit?by=${beginning}`,
  myAppeals: '/modules/governance/appeals/list',
  appeal: (id: string) => `/modules/governance/appeals/detail?id=${id}`,
  deskOrder: (id: string) => `/modules/worker/desk/order?id=${id}`,
  register: '/modules/worker/desk/register',
  registered: '/modules/worker/desk/registered',
  dispatch: '/modules/secretary/dispatch/list',
  dispatchOrder: (id: string) => `/modules/secretary/dispatch/order?id=${id}`,
  login: '/modules/account/login/login',
  settings: '/modules/account/settings/settings',
  about: '/modules/account/settings/about',
  feedback: '/modules/account/feedback/feedback',
  privacy: '/modules/account/privacy/privacy',
  closeAccount: '/modules/account/close/close',
} as const
