import { isSystem } from '../../kernel/api-keys/store'
import type { Deps } from '../../kernel/context'
import { openidOf } from '../people/store'
import { grantsOf } from './store'

/**
 * WeChat's check of words that others will read: whether they pass; null where nobody can be asked, because the author's
 * account is closed. Staff at a desk browser and other systems have no WeChat account to check for: they vouch by their role or key.
 */
export async function wordsPass(deps: Deps, authorId: string, text: string): Promise<boolean | null> {
  const openid = await openidOf(deps.db, authorId)
  if (openid !== null) return (await deps.wechat.checkText(openid, text, 'forum')).suggestion === 'pass'
  const grants = await grantsOf(deps.db, authorId, deps.clock.now())
  return grants.length > 0 || (await isSystem(deps.db, authorId)) ? true : null
}
