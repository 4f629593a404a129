import type { AppRouter } from '../../cloudfunctions/api/router'
import { currentOwner } from './owner'
import { RpcError } from './rpc-error'
import { renewSession } from './sign-in'
import { readToken } from './token'
import { carry } from './transport'

type Client<Node> = Node extends { _def: { $types: { input: infer Input; output: infer Output } } }
  ? (input: Input) => Promise<Output>
  : { [Name in keyof Node]: Client<Node[Name]> }

const UNAUTHENTICATED = 401

/** An answer, and the session it was given to. */
export interface Answered {
  output: unknown
  token: string | null
}

/**
 * Calls a procedure and tells by which session. When the session has ended, it is renewed and the call repeated once,
 * by the same person only: nobody's call goes out in the name of whoever has come meanwhile.
 */
export async function callNoting(path: string, input: unknown): Promise<Answered> {
  const token = readToken()
  const owner = currentOwner()
  try {
    return { output: await carry({ path, input }, token), token }
  } catch (cause) {
    if (!(cause instanceof RpcError) || cause.status !== UNAUTHENTICATED || token === null) throw cause
    const renewed = await renewSession(token)
    if (renewed === null || (owner !== undefined && currentOwner() !== owner)) throw cause
    return { output: await carry({ path, input }, renewed), token: renewed }
  }
}

/** Calls a procedure by its name; for what was kept on the phone as data. Screens use `api`, which knows the types. */
export const callByPath = async (path: string, input: unknown): Promise<unknown> =>
  (await callNoting(path, input)).output

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
