import { openPage } from '../../../lib/open-page'
import { paths } from '../../../paths'
import type { PageState } from '../../../ui/page'

/** What pages about oneself say before login. */
export const guestState = (sentence: string): PageState => ({
  kind: 'empty',
  sentence,
  button: { word: '去登录', onTap: () => openPage(paths.login) },
})
