import type { AppRouter } from '../../cloudfunctions/api/router'
import { RpcError } from './rpc-error'
import { dropToken, readToken, signInSilently } from './token'
import { carry } from './transport'

type Client<Node> = Node extends { _def: { $types: { input: infer Input; output: infer Output } } }
  ? (input: Input) => Promise<Output>
  : { [Name in keyof Node]: Client<Node[Name]> }

const UNAUTHENTICATED = 401

/**
 * Calls a procedure by its name; for what was kept on the phone as data. Screens use `api`, which knows the types.
 * When the session has ended, signs in again by WeChat, or goes on as a guest, and repeats the call once.
 */
export async function callByPath(path: string, input: unknown): Promise<unknown> {
  const token = readToken()
  try {
    return await carry({ path, input }, token)
  } catch (cause) {
    if (!(cause instanceof RpcError) || cause.status !== UNAUTHENTICATED) throw cause
    dropToken(token)
    const renewed = await signInSilently()
    if (renewed === null && token === null) throw cause
    return carry({ path, input }, renewed)
  }
}

type Api = AppRouter['_def']['record']

/** Any procedure by its dotted name, e.g. `appeals.submit`. */
export type ProcedurePath = { [Part in keyof Api]: `${Part}.${keyof Api[Part] & string}` }[keyof Api]

const at = (path: string[]): unknown =>
  new Proxy(() => undefined, {
    get: (_target, name) => at([...path, String(name)]),
    apply: (_target, _self, args: unknown[]) => callByPath(path.join('.'), args[0]),
  })

/**
 * The server, by the names of its procedures: `api.appeals.submit({ key, text, … })`.
 * Types come from the server's router; nothing of it is bundled. Every call may throw `RpcError`.
 */
export const api = at([]) as Client<Api>
