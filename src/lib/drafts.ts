import type { Owner } from './owner'

/** A picture, voice note or document of a draft: kept on the phone, and on the server once it has arrived. */
export interface DraftPhoto {
  /** Unique within its draft. */
  id: string
  /** Where the phone keeps it; empty once the phone holds only the server's id. */
  path: string
  /** The server's id, once uploaded. */
  fileId: string | null
  /** How long a voice note lasts; pictures have none. */
  seconds?: number
  /** Of a document, with its ending; pictures and voice notes have none. */
  name?: string
}

/** A mutation on its way or waiting to go. `key` makes sure that it takes effect once, however often it is tried. */
export interface Unsent {
  key: string
  /** Procedure, e.g. `appeals.submit`. */
  path: string
  /** The person who made it, and in whose name alone it goes; null for a guest, whose it becomes by signing in. */
  owner: string | null
  input: Record<string, unknown>
  /** Pictures, and the voice note behind them. */
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

/** Entries of who uses the phone; none while nobody knows who that is. */
export const ofOwner = (queue: readonly Unsent[], owner: Owner): Unsent[] =>
  queue.filter((entry) => entry.owner === owner)

/** What a guest has written becomes theirs as they sign in. */
export const adopt = (queue: readonly Unsent[], personId: string): Unsent[] =>
  queue.map((entry) => (entry.owner === null ? { ...entry, owner: personId } : entry))

/**
 * The first of this person's that may go. Those refused stay for the person to read, and do not hold up the others;
 * those on their way already are let be.
 */
export const nextToSend = (
  queue: readonly Unsent[],
  owner: string,
  onTheirWay: ReadonlySet<string> = new Set(),
): Unsent | null => ofOwner(queue, owner).find((entry) => entry.refusal === null && !onTheirWay.has(entry.key)) ?? null

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

/** In a browser a file's path is the file itself, as a data address. */
const isBytes = ({ path }: DraftPhoto) => path.startsWith('data:')

const withoutArrived = (photos: readonly DraftPhoto[]): DraftPhoto[] =>
  photos.map((photo) => (photo.fileId && isBytes(photo) ? { ...photo, path: '' } : photo))

/** The queue without the bytes of pictures that have arrived: all that is needed to send it. */
export const slimQueue = (queue: readonly Unsent[]): Unsent[] =>
  queue.map((entry) => ({ ...entry, photos: withoutArrived(entry.photos) }))

/**
 * A form's contents for a phone that is nearly full: every word, and those files that the
 * server or the phone's files hold.
 */
export function slimDraft<T extends object>(draft: T): T {
  const { photos, voices, documents } = draft as Partial<Record<'photos' | 'voices' | 'documents', DraftPhoto[]>>
  const slim = (kept: DraftPhoto[]) => withoutArrived(kept).filter((one) => !isBytes(one))
  return {
    ...draft,
    ...(Array.isArray(photos) && { photos: slim(photos) }),
    ...(Array.isArray(voices) && { voices: slim(voices) }),
    ...(Array.isArray(documents) && { documents: slim(documents) }),
  }
}

/** Whether a form's contents may stay on the screen once it is `present` who looks at it. */
export const mayStay = (owner: Owner, present: Owner): boolean => owner == null || present == null || owner === present

/** Whose a form's contents are then: those of a guest who has signed in; a session's end changes nothing. */
export const ownerAfter = (owner: Owner, present: Owner): Owner =>
  present === undefined ? owner : (present ?? owner ?? null)

const isEntry = (value: unknown): value is Unsent => {
  const entry = value as Partial<Unsent> | null
  const isOwned = entry?.owner === null || typeof entry?.owner === 'string'
  return isOwned && typeof entry.key === 'string' && typeof entry.path === 'string' && Array.isArray(entry.photos)
}

/** Reads what an earlier run of the app left; damaged entries, and those of nobody knows whom, are dropped. */
export const restore = (kept: unknown): Unsent[] => (Array.isArray(kept) ? kept.filter(isEntry) : [])
