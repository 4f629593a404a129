/**
 * Pages outside the tab bar. Each module of `src/modules` is one WeChat subpackage, loaded when first opened, so it
 * must not import another module.
 */
export const routes = [
  { root: 'modules/governance', pages: ['appeals/submit', 'appeals/mine'] },
  { root: 'modules/worker', pages: ['desk/mine'] },
  { root: 'modules/secretary', pages: ['dispatch/board'] },
  { root: 'modules/account', pages: ['settings/settings'] },
]
