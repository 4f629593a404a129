import type { UseQueryResult } from '@tanstack/react-query'
import type { PageState } from '../ui/page'
import { asRpcError } from './rpc-error'

/** What a query needs to tell for its page to be drawn. */
type Read = Pick<UseQueryResult, 'data' | 'error' | 'fetchStatus'>

/** The state of a page that stands on these queries: content as soon as all have answered once. */
export function pageState(...queries: Read[]): PageState {
  if (queries.every((query) => query.data !== undefined)) return { kind: 'content' }
  const failed = queries.find((query) => query.data === undefined && query.error)
  if (failed) return { kind: 'error', sentence: asRpcError(failed.error).message }
  const paused = queries.some((query) => query.data === undefined && query.fetchStatus === 'paused')
  return paused ? { kind: 'error', sentence: '没连上网，连上后自动打开' } : { kind: 'loading' }
}
