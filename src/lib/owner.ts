import { useSyncExternalStore } from 'react'
import { forgetText, keepJson, readJson } from './storage'
import { dropToken, readToken } from './token'

/** Who uses this phone: a person's id; null for a guest; undefined until the server has told whose a new session is. */
export type Owner = string | null | undefined

/** `token` is null inside WeChat's cloud, where WeChat itself names the caller. */
interface Who {
  token: string | null
  personId: string
}

const WHO = 'owner'

let who = readJson<Who>(WHO)

type Leaving = (personId: string, isForGood: boolean) => void

const leavers = new Set<Leaving>()
const enders = new Set<() => void>()
const watchers = new Set<() => void>()

const announce = () => {
  for (const renew of watchers) renew()
}

/**
 * Runs `forget` when a person leaves this phone, so that nobody sends or reads another person's drafts. `isForGood`:
 * they signed out or closed their account, so that nothing of theirs stays; else somebody else has merely come.
 */
export function onLeaving(forget: Leaving): void {
  leavers.add(forget)
}

/** Runs `show` when a session has ended by itself and cannot be renewed. */
export function onSessionEnd(show: () => void): void {
  enders.add(show)
}

/** Runs `renew` whenever `currentOwner` may answer otherwise. @returns how to stop */
export function watchOwner(renew: () => void): () => void {
  watchers.add(renew)
  return () => watchers.delete(renew)
}

/** Who uses the phone, as `session.me` told for the very session that calls are made with now. */
export function currentOwner(): Owner {
  const token = readToken()
  if (who?.token === token) return who.personId
  return token === null ? null : undefined
}

export const useOwner = (): Owner => useSyncExternalStore(watchOwner, currentOwner)

/**
 * Notes whose a session is. What a guest has written stays when they sign in, and what a person has written stays when
 * their session merely ends; it never passes to the next person.
 * @param token the one that `session.me` was answered for
 */
export function noteOwner(token: string | null, personId: string): void {
  if (who?.token === token && who.personId === personId) return
  const before = who
  who = { token, personId }
  keepJson(WHO, who)
  if (before && before.personId !== personId) for (const forget of leavers) forget(before.personId, false)
  announce()
}

/** Forgets the person with all that is theirs on this phone: they signed out, or closed their account. */
export function forgetOwner(): void {
  const before = who
  dropToken()
  who = null
  forgetText(WHO)
  if (before) for (const forget of leavers) forget(before.personId, true)
  announce()
}

/** Goes on as a guest after a session has ended by itself; what its person has written waits for them. */
export function endSession(token: string): void {
  if (readToken() !== token) return
  dropToken(token)
  for (const show of enders) show()
  announce()
}
