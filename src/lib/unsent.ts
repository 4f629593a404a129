import { onlineManager } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import {
  adopt,
  enqueue,
  inputOf,
  nextToSend,
  notePhoto,
  ofOwner,
  restore,
  settle,
  slimQueue,
  type Unsent,
} from './drafts'
import { currentOwner, type Owner, onLeaving, watchOwner } from './owner'
import { queryClient } from './query-client'
import { callByPath } from './rpc'
import { asRpcError, networkError, type RpcError } from './rpc-error'
import { keepJson, readJson } from './storage'
import { tell } from './tell'
import { uploadFile } from './upload'

const UNSENT = 'unsent'
const RETRY_MS = 20_000
const SIGNED_OUT = 401
const TOO_MANY = 429

/** What became of one try. `later`: it stays in the queue, under the same key. */
export type Attempt =
  | { kind: 'sent'; output: unknown }
  | { kind: 'later'; fault: RpcError }
  | { kind: 'refused'; fault: RpcError }

let queue = restore(readJson(UNSENT))
/** Keys being tried at this moment; after a restart none is. */
const onTheirWay = new Set<string>()
/** Keys that were tried in vain since the app was opened. */
const waiting = new Set<string>()
const watchers = new Set<() => void>()

const announce = () => {
  for (const renew of watchers) renew()
}

function keep(next: Unsent[]): boolean {
  queue = next
  const isKept = keepJson(UNSENT, next) || keepJson(UNSENT, slimQueue(next))
  announce()
  return isKept
}

// Who has merely made room for somebody else finds theirs again; it goes when they are back.
onLeaving((personId, isForGood) => {
  if (isForGood) keep(queue.filter((entry) => entry.owner !== personId))
})

watchOwner(() => {
  const owner = currentOwner()
  if (typeof owner === 'string' && queue.some((entry) => entry.owner === null)) keep(adopt(queue, owner))
  else announce()
  void sendAll()
})

const find = (key: string) => queue.find((entry) => entry.key === key)

/** Stops as soon as it is somebody else who uses the phone. */
const mustBe = (owner: Owner) => {
  if (typeof owner !== 'string' || currentOwner() !== owner) throw networkError()
}

/** Uploads what is missing, then sends. Pictures that arrived are noted at once, so that a crash costs none twice. */
async function carryOut({ key, owner, photos }: Unsent): Promise<unknown> {
  for (const photo of photos) {
    if (photo.fileId) continue
    const file = await uploadFile(photo.path, owner)
    keep(notePhoto(queue, key, photo.id, file.id))
  }
  mustBe(owner)
  const entry = find(key)
  if (!entry) throw networkError()
  return callByPath(entry.path, inputOf(entry))
}

/** Tries one of the queue. Once the server has taken it, it is gone from there. */
export async function sendUnsent(key: string): Promise<Attempt> {
  const entry = find(key)
  if (!entry) return { kind: 'later', fault: networkError() }
  onTheirWay.add(key)
  announce()
  try {
    const output = await carryOut(entry)
    keep(settle(queue, key, { kind: 'sent' }))
    return { kind: 'sent', output }
  } catch (cause) {
    const fault = asRpcError(cause)
    waiting.add(key)
    const isLater = fault.isUncertain || fault.status === SIGNED_OUT || fault.status === TOO_MANY
    // A refusal that met somebody else's session says nothing about this person's parcel.
    return { kind: isLater || currentOwner() !== entry.owner ? 'later' : 'refused', fault }
  } finally {
    onTheirWay.delete(key)
    announce()
  }
}

/** What is read again once a mutation has gone: orders, and what its own function shows. */
export const renewedBy = (path: string) => [['orders'], [path.split('.')[0]!]]

let isSending = false

/** Sends what waits, in the name of whoever made it and is signed in now. */
export async function sendAll(): Promise<void> {
  const owner = currentOwner()
  if (isSending || typeof owner !== 'string') return
  const next = () =>
    currentOwner() === owner && onlineManager.isOnline() ? nextToSend(queue, owner, onTheirWay) : null
  isSending = true
  try {
    for (let entry = next(); entry; entry = next()) {
      const attempt = await sendUnsent(entry.key)
      if (attempt.kind === 'later') return
      if (attempt.kind === 'refused')
        keep(settle(queue, entry.key, { kind: 'refused', sentence: attempt.fault.message }))
      else tell('没发出去的那件，已经发出')
      for (const queryKey of renewedBy(entry.path)) void queryClient.invalidateQueries({ queryKey })
    }
  } finally {
    isSending = false
  }
}

/**
 * Keeps a mutation before it is sent, so that whatever happens to the app on the way it is sent again under its key.
 * @returns false when the phone's store is full and it is held only until the app closes
 */
export const keepUnsent = (entry: Unsent): boolean => keep(enqueue(queue, entry))

/** Throws an unsent mutation away. */
export function dropUnsent(key: string): void {
  keep(queue.filter((entry) => entry.key !== key))
}

let shown: readonly Unsent[] = []

function draw(): readonly Unsent[] {
  const next = ofOwner(queue, currentOwner()).filter(({ key }) => !onTheirWay.has(key) || waiting.has(key))
  const isSame = next.length === shown.length && next.every((entry, at) => entry === shown[at])
  if (!isSame) shown = next
  return shown
}

function watch(renew: () => void): () => void {
  watchers.add(renew)
  return () => watchers.delete(renew)
}

/** What of this person's waits to be sent, oldest first; without what is on its way for the first time. */
export const useUnsent = (): readonly Unsent[] => useSyncExternalStore(watch, draw)

/** Sends what waits whenever there is a chance. Call once at launch. */
export function sendUnsentWhenOnline(): void {
  onlineManager.subscribe((isOnline) => {
    if (isOnline) void sendAll()
  })
  setInterval(() => void sendAll(), RETRY_MS)
  void sendAll()
}
