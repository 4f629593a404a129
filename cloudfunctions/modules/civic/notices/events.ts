import { PUBLISHING_ROLES } from '../../../contract/civic/notices'
import { send } from '../../../engines/messages/send'
import { onEvent } from '../../../kernel/events/handler'
import { pathOf } from '../../../registry/places/store'
import { holdersAt } from '../../../registry/roles/store'
import { eraseCommentsOf, handOverComments } from './comments/store'
import { approvalAsked, approved, refused } from './messages'
import { partReaders } from './readers/part'
import { mergeReaders } from './readers/store'
import { carryWave, findReaders } from './send'
import { noticeById } from './store'

export const findNoticeReaders = onEvent(
  'notice.started',
  'notices.findReaders',
  (deps, tx, { noticeId }) => findReaders(deps, tx, noticeId),
  { pace: 'bulk' },
)

export const carryNotice = onEvent(
  'notice.wave',
  'notices.carryWave',
  (deps, tx, event) => carryWave(deps, tx, event),
  { pace: 'bulk' },
)

/** Whoever may say yes hears of it: the publishers at the place and above, but for its author. */
export const tellOfAskedNotice = onEvent(
  'notice.approvalAsked',
  'notices.tellAsked',
  async (deps, tx, { noticeId }, eventId) => {
    const row = await noticeById(tx, noticeId)
    if (!row) return
    const placePath = await pathOf(tx, row.placeId)
    const holders = await holdersAt(tx, { roles: PUBLISHING_ROLES, placePath, now: deps.clock.now() })
    const to = holders.filter((personId) => personId !== row.authorId)
    await send(deps, tx, { kind: approvalAsked, to, params: { noticeId }, subjectId: null, dedupeKey: eventId })
  },
)

export const tellOfDecidedNotice = onEvent(
  'notice.decided',
  'notices.tellDecided',
  async (deps, tx, { noticeId, isApproved }, eventId) => {
    const row = await noticeById(tx, noticeId)
    if (!row) return
    const kind = isApproved ? approved : refused
    await send(deps, tx, { kind, to: [row.authorId], params: { noticeId }, subjectId: null, dedupeKey: eventId })
  },
)

/** A record's notices are read by the person it turned out to be, and what it wrote is theirs. */
export const followReaders = onEvent('person.merged', 'notices.followMerged', async (_deps, tx, merged) => {
  await mergeReaders(tx, merged)
  await handOverComments(tx, merged)
})

export const partReadersOfTwo = onEvent('person.split', 'notices.followSplit', partReaders)

/** What somebody wrote below notices goes with their account; that they read one stays, without a name. */
export const eraseComments = onEvent('account.closed', 'notices.erase', async (deps, tx, { personId }) => {
  await eraseCommentsOf(tx, personId, deps.clock.now())
})
