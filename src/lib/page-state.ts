import type { UseQueryResult } from '@tanstack/react-query'
import { paths } from '../paths'
import type { PageState } from '../ui/page'
import { goHome, openPage } from './open-page'
import { asRpcError, type RpcError } from './rpc-error'

const SIGNED_OUT = 'session.required'
const TO_LOGIN = { word: '去登录', onTap: () => openPage(paths.login) }

/** What a query needs to tell for its page to be drawn. */
type Read = Pick<UseQueryResult, 'data' | 'error' | 'fetchStatus'>

/** What no second try mends. A link opened from outside may be cut short, or older than what it led to. */
const DEAD_ENDS: Record<string, string | null> = {
  'input.invalid': '这个链接不完整，打不开',
  'record.not_found': null,
  'access.forbidden': null,
}

function errorState({ code, message }: RpcError): PageState {
  if (code === SIGNED_OUT) return { kind: 'error', sentence: '登录后才能看', button: TO_LOGIN }
  if (!(code in DEAD_ENDS)) return { kind: 'error', sentence: message }
  return { kind: 'error', sentence: DEAD_ENDS[code] ?? message, button: { word: '回首页', onTap: goHome } }
}

/** The state of a page that stands on these queries: content as soon as all have answered once. */
export function pageState(...queries: Read[]): PageState {
  if (queries.every((query) => query.data !== undefined)) return { kind: 'content' }
  const failed = queries.find((query) => query.data === undefined && query.error)
  if (failed) return errorState(asRpcError(failed.error))
  const paused = queries.some((query) => query.data === undefined && query.fetchStatus === 'paused')
  return paused ? { kind: 'error', sentence: '没连上网，连上后自动打开' } : { kind: 'loading' }
}
