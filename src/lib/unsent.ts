import { onlineManager } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import { now } from './clock'
import { enqueue, inputOf, nextToSend, notePhoto, type Outcome, restore, settle, type Unsent } from './drafts'
import { onOwnerChange } from './owner'
import { queryClient } from './query-client'
import { callByPath } from './rpc'
import { asRpcError } from './rpc-error'
import { forgetText, keepJson, readJson } from './storage'
import { tell } from './tell'
import { readToken } from './token'
import { uploadFile } from './upload'

const UNSENT = 'unsent'
const RETRY_MS = 20_000
const SIGNED_OUT = 401
const TOO_MANY = 429

let queue = restore(readJson(UNSENT))
const watchers = new Set<() => void>()

function keep(next: Unsent[]): boolean {
  queue = next
  const isKept = keepJson(UNSENT, next)
  for (const renew of watchers) renew()
  return isKept
}

onOwnerChange(() => {
  queue = []
  forgetText(UNSENT)
  for (const renew of watchers) renew()
})

const find = (key: string) => queue.find((entry) => entry.key === key)

/** Uploads what is missing, then sends. Pictures that arrived are noted at once, so that a crash costs none twice. */
async function attempt(key: string): Promise<Outcome> {
  try {
    for (const photo of find(key)?.photos ?? []) {
      if (photo.fileId) continue
      const file = await uploadFile(photo.path)
      keep(notePhoto(queue, key, photo.id, file.id))
    }
    const entry = find(key)
    if (!entry) return { kind: 'later' }
    await callByPath(entry.path, inputOf(entry))
    return { kind: 'sent' }
  } catch (cause) {
    const fault = asRpcError(cause)
    if (fault.isUncertain || fault.status === SIGNED_OUT || fault.status === TOO_MANY) return { kind: 'later' }
    return { kind: 'refused', sentence: fault.message }
  }
}

let isSending = false

async function sendAll(): Promise<void> {
  if (isSending || readToken() === null) return
  isSending = true
  try {
    for (let entry = nextToSend(queue); entry && onlineManager.isOnline(); entry = nextToSend(queue)) {
      const outcome = await attempt(entry.key)
      keep(settle(queue, entry.key, outcome))
      if (outcome.kind === 'later') return
      if (outcome.kind === 'sent') {
        tell('没发出去的那件，已经发出')
        void queryClient.invalidateQueries({ queryKey: ['orders'] })
      }
    }
  } finally {
    isSending = false
  }
}

/**
 * Keeps a mutation until it has gone; it is tried when the network is back, and again after a restart.
 * @returns false when the phone's store is full and it is held only until the app closes
 */
export function sendLater(entry: Omit<Unsent, 'savedAt' | 'refusal'>): boolean {
  const isKept = keep(enqueue(queue, { ...entry, savedAt: now().toISOString(), refusal: null }))
  void sendAll()
  return isKept
}

/** Throws an unsent mutation away. */
export function dropUnsent(key: string): void {
  keep(queue.filter((entry) => entry.key !== key))
}

function watch(renew: () => void): () => void {
  watchers.add(renew)
  return () => watchers.delete(renew)
}

/** What waits to be sent, oldest first. */
export const useUnsent = (): readonly Unsent[] => useSyncExternalStore(watch, () => queue)

/** Sends what waits whenever there is a chance. Call once at launch. */
export function sendUnsentWhenOnline(): void {
  onlineManager.subscribe((isOnline) => {
    if (isOnline) void sendAll()
  })
  setInterval(() => void sendAll(), RETRY_MS)
  void sendAll()
}
