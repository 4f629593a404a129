/** A picture of a draft: kept on the phone, and on the server once it has arrived. */
export interface DraftPhoto {
  /** Unique within its draft. */
  id: string
  /** Where the phone keeps it. */
  path: string
  /** The server's id, once uploaded. */
  fileId: string | null
}

/** A mutation that could not be sent. `key` makes sure that it takes effect once, however often it is tried. */
export interface Unsent {
  key: string
  /** Procedure, e.g. `appeals.submit`. */
  path: string
  input: Record<string, unknown>
  photos: DraftPhoto[]
  /** What the person calls it, e.g. 3号楼门口路灯不亮. */
  title: string
  savedAt: string
  /** Why the server will not take it; null while it may still go. */
  refusal: string | null
}

/** `later`: nobody knows whether it arrived, or nobody is signed in; it is tried again with the same key. */
export type Outcome = { kind: 'sent' } | { kind: 'later' } | { kind: 'refused'; sentence: string }

/** Puts a mutation at the end; one with the same key takes its old place. */
export function enqueue(queue: readonly Unsent[], entry: Unsent): Unsent[] {
  if (!queue.some((other) => other.key === entry.key)) return [...queue, entry]
  return queue.map((other) => (other.key === entry.key ? entry : other))
}

/** The first that may go. Those refused stay for the person to read, and do not hold up the others. */
export const nextToSend = (queue: readonly Unsent[]): Unsent | null =>
  queue.find((entry) => entry.refusal === null) ?? null

/** The queue after one was tried. */
export function settle(queue: readonly Unsent[], key: string, outcome: Outcome): Unsent[] {
  if (outcome.kind === 'sent') return queue.filter((entry) => entry.key !== key)
  if (outcome.kind === 'later') return [...queue]
  return queue.map((entry) => (entry.key === key ? { ...entry, refusal: outcome.sentence } : entry))
}

/** Notes that a picture has arrived, so that it is not uploaded again. */
export function notePhoto(queue: readonly Unsent[], key: string, photoId: string, fileId: string): Unsent[] {
  return queue.map((entry) =>
    entry.key === key
      ? { ...entry, photos: entry.photos.map((photo) => (photo.id === photoId ? { ...photo, fileId } : photo)) }
      : entry,
  )
}

/** The input to send: what was written, with the pictures that have arrived. */
export function inputOf(entry: Unsent): Record<string, unknown> {
  const fileIds = entry.photos.flatMap((photo) => (photo.fileId ? [photo.fileId] : []))
  return { ...entry.input, key: entry.key, ...(entry.photos.length > 0 ? { fileIds } : {}) }
}

const isEntry = (value: unknown): value is Unsent => {
  const entry = value as Partial<Unsent> | null
  return typeof entry?.key === 'string' && typeof entry.path === 'string' && Array.isArray(entry.photos)
}

/** Reads what an earlier run of the app left; damaged entries are dropped. */
export const restore = (kept: unknown): Unsent[] => (Array.isArray(kept) ? kept.filter(isEntry) : [])
