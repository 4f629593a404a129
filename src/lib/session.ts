import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { adoptSettings, choicesMade } from './elder'
import { newKey } from './key'
import { currentOwner, forgetOwner, noteOwner, type Owner, onLeaving, onSessionEnd } from './owner'
import { queryClient } from './query-client'
import { type api, callNoting } from './rpc'
import { signInByWechat } from './sign-in'
import { tell } from './tell'
import { readToken } from './token'
import { carry } from './transport'

export type Me = Awaited<ReturnType<typeof api.session.me>>

const ME = ['session', 'session.me'] as const

async function readMe(): Promise<Me> {
  const asOf = choicesMade()
  const { output, token } = await callNoting('session.me', {})
  const me = output as Me
  if (me.person && readToken() === token) noteOwner(token, me.person.id)
  if (me.settings) adoptSettings(me.settings, asOf)
  return me
}

const renewAll = (queries: QueryClient) => queries.resetQueries()

// A page left open must not go on showing what belonged to the session.
onSessionEnd(() => {
  void renewAll(queryClient)
  tell('登录过期了，请重新登录')
})

// Whoever comes next starts from nothing; the answer that tells of them is let finish.
onLeaving(() => {
  void queryClient.resetQueries({ predicate: ({ queryKey }) => queryKey[1] !== ME[1] })
  void queryClient.invalidateQueries({ queryKey: ME }, { cancelRefetch: false })
})

/** Who uses the phone, asking the server where a session is new; undefined when it cannot be reached. */
export async function knowOwner(): Promise<Owner> {
  if (currentOwner() === undefined) await readMe().catch(() => undefined)
  return currentOwner()
}

/** Who looks at the screen. `me.person` is null for a guest; `me` is undefined until the first answer. */
export function useSession() {
  const queries = useQueryClient()
  const query = useQuery({ queryKey: ME, queryFn: readMe })

  /** Resolves to whether somebody is signed in now. A browser has no sign-in of its own. */
  const signIn = useCallback(async (): Promise<boolean> => {
    if (readToken() === null && process.env.TARO_ENV === 'weapp') await signInByWechat().catch(() => undefined)
    await renewAll(queries)
    return readToken() !== null
  }, [queries])

  /** Leaves nothing of the person on this phone, without the server: their sessions have ended there already. */
  const leave = useCallback(async () => {
    forgetOwner()
    await renewAll(queries)
  }, [queries])

  const signOut = useCallback(async () => {
    const token = readToken()
    // A session the server cannot be told about ends there by age; on this phone it ends now. Nothing may renew it.
    await carry({ path: 'session.logout', input: { key: newKey() } }, token).catch(() => undefined)
    await leave()
  }, [leave])

  return { query, me: query.data, isGuest: query.data?.person === null, signIn, signOut, leave }
}
