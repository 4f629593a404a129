import type { NoticeState, NoticeWave } from '../../../contract/civic/notices'
import type { Events } from '../../../contract/events'
import { openDoors } from '../../../engines/doors/open'
import { clockText } from '../../../engines/messages/clock-text'
import { pushWritten, send, writeInbox } from '../../../engines/messages/send'
import { rewordInbox } from '../../../engines/messages/store'
import { signal } from '../../../kernel/changes/store'
import type { Deps } from '../../../kernel/context'
import type { Tx } from '../../../kernel/database/open'
import { walking } from '../../../kernel/database/walk'
import { emit } from '../../../kernel/events/store'
import { namesOf } from '../../../registry/places/store'
import { insertReaders } from './audience/store'
import { corrected, posted, RECALLED_BODY, reminded } from './messages'
import { unreachedAmong } from './reach/store'
import { type NextReader, nextReaders, readerAt } from './readers/store'
import { isPastEnd, leadOf, messageKey, next, reachKeys, termEndOf } from './rules'
import { insertRevision, lastRevision, lockNotice, type NoticeRow, updateNotice } from './store'

type WaveEvent = Events['notice.wave']

/** People told in one transaction: short enough that a recall or an alarm does not wait. */
const AT_ONCE = 2000

/** The state a notice must be in for each of its waves to go on. */
const GOES_ON: Record<NoticeWave, NoticeState> = {
  post: 'publishing',
  push: 'publishing',
  remind: 'published',
  correct: 'published',
  recall: 'recalled',
  doorsNow: 'published',
  doorsDue: 'published',
}

/** What nobody is troubled with once the notice is over. */
const ENDS_WITH_NOTICE: readonly NoticeWave[] = ['remind', 'doorsNow', 'doorsDue']

/** Sets a notice on its way: from now on it has a moment and its readers are found. For one that is held and `publishing`. */
export async function startSending(deps: Deps, tx: Tx, row: NoticeRow): Promise<void> {
  const now = deps.clock.now()
  await updateNotice(tx, row, { state: 'publishing', publishedAt: now, updatedAt: now, lookAt: null })
  const { id, communityId, revision, title, body, authorId } = row
  await insertRevision(tx, { noticeId: id, communityId, revision, title, body, whatChanged: null, authorId, at: now })
  await emit(deps, tx, 'notice.started', { noticeId: id })
}

/** Finds the readers as they live and serve now, whatever was so when the notice was written, and begins to tell them. */
export async function findReaders(deps: Deps, tx: Tx, noticeId: string): Promise<void> {
  const row = await lockNotice(tx, noticeId)
  if (row?.state !== 'publishing') return
  const now = deps.clock.now()
  const people = await insertReaders(tx, row, { audience: row.audience, placeId: row.placeId, now })
  const isCrowd = people >= 2 * AT_ONCE
  await updateNotice(tx, row, { people, partsLeft: isCrowd ? 2 : 1 })
  if (!isCrowd) return startWave(deps, tx, noticeId, 'post', 1)
  // Two halves are written beside each other: one alone leaves the database waiting for us, and us for the database.
  const middle = await readerAt(tx, noticeId, people >> 1)
  const half = { noticeId, wave: 'post', round: 1 } as const
  await emit(deps, tx, 'notice.wave', { ...half, after: null, until: middle })
  await emit(deps, tx, 'notice.wave', { ...half, after: middle })
}

export const startWave = (deps: Deps, tx: Tx, noticeId: string, wave: NoticeWave, round: number) =>
  emit(deps, tx, 'notice.wave', { noticeId, wave, round, after: null })

/**
 * Tells the next readers, and emits the event for those behind them: other events go between, and after a crash it goes
 * on where it was. Stops when the notice was taken back meanwhile, or is over.
 */
export async function carryWave(deps: Deps, tx: Tx, event: WaveEvent): Promise<void> {
  const { noticeId, wave, after, until } = event
  const isUnread = wave === 'remind' || wave === 'doorsNow' || wave === 'doorsDue'
  const readers = await walking(tx, () => nextReaders(tx, { noticeId, after, until, isUnread, limit: AT_ONCE }))
  const isLast = readers.length < AT_ONCE
  // The last chunk writes the notice: to take more of a lock that others wait for would end in a deadlock.
  const row = await lockNotice(tx, noticeId, (wave === 'post' || wave === 'push') && isLast ? 'update' : 'share')
  if (!row || row.state !== GOES_ON[wave]) return
  if (ENDS_WITH_NOTICE.includes(wave) && isPastEnd(row, deps.clock.now())) return
  if (readers.length > 0) await tell(deps, tx, row, event, readers)
  if (!isLast) await emit(deps, tx, 'notice.wave', { ...event, after: readers.at(-1)!.personId })
  else if (wave === 'post') await endPart(deps, tx, row)
  else if (wave === 'push') await finish(deps, tx, row)
}

/** A part of the readers has it in the inbox. When no other is under way, pushes begin. */
async function endPart(deps: Deps, tx: Tx, row: NoticeRow): Promise<void> {
  const partsLeft = row.partsLeft - 1
  await updateNotice(tx, row, { partsLeft })
  if (partsLeft === 0) await startWave(deps, tx, row.id, 'push', 1)
}

/** Everybody was told. The unread go to the door when their term is over, unless the notice is over before. */
async function finish(deps: Deps, tx: Tx, row: NoticeRow): Promise<void> {
  const state = next(row.state, 'finish', { needsApproval: false, isAhead: false, isAuthor: false })
  if (typeof state !== 'string') return
  const termEnd = termEndOf(row)
  const lookAt = row.expiresAt && row.expiresAt < termEnd ? row.expiresAt : termEnd
  await updateNotice(tx, row, { state, lookAt, updatedAt: deps.clock.now() })
}

async function tell(
  deps: Deps,
  tx: Tx,
  row: NoticeRow,
  { wave, round }: WaveEvent,
  readers: NextReader[],
): Promise<void> {
  const personIds = readers.map(({ personId }) => personId)
  switch (wave) {
    case 'recall':
      await rewordInbox(tx, { personIds, subjectId: row.id, body: RECALLED_BODY })
      return signal(
        deps,
        tx,
        personIds.map((personId) => ({ topic: 'messages', subjectId: null, to: { personId } })),
      )
    case 'doorsNow':
    case 'doorsDue':
      return sendToDoors(deps, tx, row, wave, personIds)
    // Everybody's inbox has it before the first phone rings: a crowd is pushed to in minutes, and written to in seconds.
    case 'post':
      return writeInbox(deps, tx, await messageOf(tx, row, { wave, round }, readers))
    case 'push':
      return pushWritten(deps, tx, await messageOf(tx, row, { wave: 'post', round }, readers))
    default:
      await send(deps, tx, await messageOf(tx, row, { wave, round }, readers))
  }
}

const KINDS = { post: posted, remind: reminded, correct: corrected }

async function messageOf(
  tx: Tx,
  row: NoticeRow,
  { wave, round }: { wave: 'post' | 'remind' | 'correct'; round: number },
  readers: NextReader[],
) {
  const places = await namesOf(tx, [row.placeId])
  const changed = wave === 'correct' ? (await lastRevision(tx, row.id))?.whatChanged : null
  return {
    kind: KINDS[wave](row),
    to: readers.map(({ personId }) => personId),
    paid: row.paid,
    payer: row.placeId,
    livesIn: new Map(readers.map(({ personId, communityId }) => [personId, communityId])),
    params: {
      noticeId: row.id,
      title: row.title,
      text: changed ?? leadOf(row.body),
      placeName: places.get(row.placeId) ?? '',
      at: clockText(row.publishedAt!),
    },
    subjectId: row.id,
    dedupeKey: messageKey(row.id, wave, round),
  }
}

/** Before the term those go to the door whom nothing reached; after it everybody who has not read it. */
async function sendToDoors(
  deps: Deps,
  tx: Tx,
  row: NoticeRow,
  wave: 'doorsNow' | 'doorsDue',
  readers: string[],
): Promise<void> {
  const reached = { noticeId: row.id, keys: reachKeys(row.id, row), isRecalled: false, isOnItsWay: false }
  const unreached = await unreachedAmong(tx, reached, readers)
  const doors = unreached
    .filter((one) => wave === 'doorsDue' || one.class === 'unreachable')
    .map(({ personId, homeId, communityId, gridId, reason }) => ({
      personId,
      homeId,
      communityId,
      gridId,
      reason: reason ?? ('unread' as const),
    }))
  await openDoors(deps, tx, { subjectId: row.id, title: row.title, doors })
}
