/** The one envelope of `POST /rpc` and of the cloud function `api`. HTTP status mirrors `error.code`'s kind. */
export interface RpcCall {
  path: string
  input?: unknown
}

export interface RpcFault {
  /** Stable dotted id, e.g. `order.already_accepted`. */
  code: string
  /** One Chinese sentence that says what happened and what to do. */
  message: string
  /** Sentence per input field, keyed by its dotted path. */
  fields?: Record<string, string>
  /** Quoted by the help line; finds the log entry of our own faults. */
  requestId?: string
}

export type RpcReply<T = unknown> = { ok: true; data: T } | { ok: false; error: RpcFault }

/** One page of a list; `cursor` is null on the last page. */
export interface Page<T> {
  items: T[]
  cursor: string | null
}

export const PAGE_SIZE = 20
