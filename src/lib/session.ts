import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { adoptSettings, choicesMade } from './elder'
import { newKey } from './key'
import { noteOwner } from './owner'
import { api } from './rpc'
import { dropToken, readToken, signInSilently } from './token'

export type Me = Awaited<ReturnType<typeof api.session.me>>

const ME = ['session', 'session.me'] as const

async function readMe(): Promise<Me> {
  const asOf = choicesMade()
  const me = await api.session.me({})
  if (me.person) noteOwner(me.person.id)
  if (me.settings) adoptSettings(me.settings, asOf)
  return me
}

const renewAll = (queries: QueryClient) => queries.resetQueries()

/** Who looks at the screen. `me.person` is null for a guest; `me` is undefined until the first answer. */
export function useSession() {
  const queries = useQueryClient()
  const query = useQuery({ queryKey: ME, queryFn: readMe })

  const signIn = useCallback(async (): Promise<boolean> => {
    const token = readToken() ?? (await signInSilently())
    await renewAll(queries)
    return token !== null
  }, [queries])

  const signOut = useCallback(async () => {
    // A session the server cannot be told about ends there by age; on this phone it ends now.
    await api.session.logout({ key: newKey() }).catch(() => undefined)
    dropToken()
    noteOwner(null)
    await renewAll(queries)
  }, [queries])

  return { query, me: query.data, isGuest: query.data?.person === null, signIn, signOut }
}
