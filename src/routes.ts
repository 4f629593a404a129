/**
 * Pages outside the tab bar. Each module of `src/modules` is one WeChat subpackage, loaded when first opened, so it
 * must not import another module. Addresses for links stand in `paths.ts`.
 */
export const routes = [
  {
    root: 'modules/governance',
    pages: [
      'appeals/submit',
      'appeals/list',
      'appeals/detail',
      'appeals/followed',
      'appeals/public/list',
      'appeals/public/appeal',
    ],
  },
  {
    root: 'modules/worker',
    pages: [
      'desk/order',
      'desk/register',
      'desk/registered',
      'claims/list',
      'sessions/end',
      'residents/list',
      'residents/building',
      'residents/home',
      'residents/card',
      'visits/due',
    ],
  },
  {
    root: 'modules/secretary',
    pages: [
      'dispatch/list',
      'dispatch/order',
      'dispatch/search',
      'promises/promises',
      'roles/list',
      'roles/grant',
      'people/counts',
      'people/list',
    ],
  },
  {
    root: 'modules/account',
    pages: [
      'login/login',
      'settings/settings',
      'settings/about',
      'feedback/feedback',
      'privacy/center',
      'privacy/privacy',
      'privacy/record',
      'privacy/consents',
      'privacy/export',
      'homes/list',
      'homes/claim',
      'sessions/sessions',
      'visits/ask',
      'close/close',
    ],
  },
]
