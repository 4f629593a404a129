import * as z from 'zod'
import {
  DOOR_HOURS,
  NOTICE_BODY_MAX,
  NOTICE_DAYS_AHEAD,
  NOTICE_FILES_MAX,
  NOTICE_PICTURES_MAX,
  NOTICE_STATES,
  NOTICE_TITLE_MAX,
  NOTICE_WHY_MAX,
  PUBLISHING_ROLES,
  REMIND_EVERY_HOURS,
} from '../../../contract/civic/notices'
import { isDocument } from '../../../contract/files'
import { PAGE_SIZE } from '../../../contract/reply'
import { closeEntries } from '../../../engines/doors/store'
import { withdraw } from '../../../engines/messages/deliveries/store'
import { cursorField, fileIdsField, nothing, pageOf, textField } from '../../../kernel/dispatch/fields'
import { idCursor, toPage } from '../../../kernel/dispatch/page'
import { type MutationScope, mutation, query } from '../../../kernel/dispatch/procedure'
import { conflict, invalid, notFound } from '../../../kernel/errors'
import { emit } from '../../../kernel/events/store'
import { useFiles } from '../../../kernel/files/use'
import { pathOf } from '../../../registry/places/store'
import { checkAudience } from './audience/check'
import { figuresFor, isPublisherOf, publishingGrants } from './permissions'
import { countUnreadOf } from './readers/store'
import { type Move, next, REFUSALS, shownState, sumTold, toldOrKept } from './rules'
import { startSending, startWave } from './send'
import { wantsApproval } from './settings/store'
import { insertNotice, insertRevision, lockNotice, type NoticeRow, publishedBy, setFiles, updateNotice } from './store'
import { audienceField, momentField, paidField, publisherRow } from './views'

const callers = PUBLISHING_ROLES
const DAY_MS = 86_400_000
const onId = { id: z.uuid() }
const state = z.strictObject({ state: z.enum(NOTICE_STATES) })
const why = textField(1, NOTICE_WHY_MAX)
const OVER_BEFORE = '过期时间要在发出以后，请往后选'

/** A notice at a place where the caller publishes, held; drafts are their author's alone. Fault record.not_found. */
async function ownNotice({ tx, caller }: MutationScope, id: string): Promise<{ row: NoticeRow; placePath: string[] }> {
  const row = await lockNotice(tx, id)
  const placePath = row ? await pathOf(tx, row.placeId) : []
  const isTheirs = row && isPublisherOf(caller.grants, placePath)
  if (!isTheirs || (row.state === 'draft' && row.authorId !== caller.personId)) throw notFound('没找到这条通知')
  return { row, placePath }
}

/** The state after a move. Fault with the refusal's name where there is none. */
function moved({ caller, now }: MutationScope, row: NoticeRow, move: Move, needsApproval = false) {
  const isAhead = row.publishAt !== null && row.publishAt > now
  const isOver = shownState(row, now) === 'expired'
  const found = next(row.state, move, { needsApproval, isAhead, isAuthor: row.authorId === caller.personId, isOver })
  if (typeof found !== 'string') throw conflict(found.refusal, REFUSALS[found.refusal])
  return found
}

/** A moment in the future, not further than a year, or none. */
function ahead(field: string, at: Date | null, now: Date): Date | null {
  if (at && (at <= now || at.getTime() > now.getTime() + NOTICE_DAYS_AHEAD * DAY_MS))
    throw invalid({ [field]: '时间要在今后一年以内' })
  return at
}

/** It ends, and is no longer pinned, after it goes out. Fault input.invalid. */
function checkEnds({ publishAt, expiresAt, pinnedUntil }: NoticeRow, now: Date): void {
  const outAt = publishAt && publishAt > now ? publishAt : now
  if (expiresAt && expiresAt <= outAt) throw invalid({ expiresAt: OVER_BEFORE }, OVER_BEFORE)
  if (pinnedUntil && pinnedUntil <= outAt) throw invalid({ pinnedUntil: '置顶的时间要在发出以后，请往后选' })
}

/** Puts a notice into the state it goes out from. */
async function goOut({ deps, tx, now }: MutationScope, row: NoticeRow, to: NoticeRow['state']): Promise<void> {
  if (to === 'publishing') return startSending(deps, tx, { ...row, state: to })
  await updateNotice(tx, row, {
    state: to,
    publishAt: row.publishAt,
    updatedAt: now,
    lookAt: to === 'scheduled' ? row.publishAt : null,
  })
}

const form = {
  title: textField(1, NOTICE_TITLE_MAX),
  body: textField(1, NOTICE_BODY_MAX),
  audience: audienceField,
  paid: paidField,
  pinnedUntil: z.nullable(momentField),
  expiresAt: z.nullable(momentField),
  commentsAllowed: z.boolean(),
  needsConfirmation: z.boolean(),
  isUrgent: z.boolean(),
  doorAfterHours: z.int().min(DOOR_HOURS.min).max(DOOR_HOURS.max).optional(),
  fileIds: fileIdsField(NOTICE_PICTURES_MAX + NOTICE_FILES_MAX),
}
type Form = z.output<z.ZodObject<typeof form>>

async function checkFiles({ tx, caller }: MutationScope, fileIds: string[]): Promise<void> {
  const files = await useFiles(tx, caller.personId, fileIds, { mayBeDocuments: true })
  const others = files.filter(({ mime }) => isDocument(mime)).length
  if (files.length - others > NOTICE_PICTURES_MAX)
    throw invalid({ fileIds: `照片最多 ${NOTICE_PICTURES_MAX} 张，去掉几张再提交` })
  if (others > NOTICE_FILES_MAX) throw invalid({ fileIds: `附件最多 ${NOTICE_FILES_MAX} 个，去掉几个再提交` })
}

/** Writes a draft as the form has it. */
async function saveDraft(scope: MutationScope, id: string | undefined, given: Form): Promise<string> {
  const { deps, tx, caller, now } = scope
  const { fileIds, ...fields } = given
  const grant = await checkAudience(tx, caller, given.audience, now)
  await checkFiles(scope, fileIds)
  const set = {
    ...fields,
    doorAfterHours: given.doorAfterHours ?? (given.isUrgent ? DOOR_HOURS.urgent : DOOR_HOURS.usual),
    pinnedUntil: ahead('pinnedUntil', given.pinnedUntil, now),
    expiresAt: ahead('expiresAt', given.expiresAt, now),
    placeId: grant.placeId,
    updatedAt: now,
  }
  if (id) {
    const { row } = await ownNotice(scope, id)
    moved(scope, row, 'save')
    await updateNotice(tx, row, set)
    await setFiles(tx, row, fileIds)
    return id
  }
  const made = { id: deps.newId(), communityId: grant.communityId }
  await insertNotice(tx, {
    ...made,
    ...set,
    authorId: caller.personId,
    state: 'draft',
    revision: 1,
    createdAt: now,
    people: 0,
    reminders: 0,
    partsLeft: 1,
  })
  await setFiles(tx, made, fileIds)
  return made.id
}

/** How many readers, and how many of them have read it. */
const toldReaders = (readers: readonly { people: number; read: number }[], told: (count: number) => number) => ({
  people: sumTold(
    readers.map(({ people }) => people),
    told,
  ),
  read: sumTold(
    readers.map(({ read }) => read),
    told,
  ),
})

/** Writing a notice, sending it out, and everything its publishers do with it afterwards. */
export const publishingProcedures = {
  mine: query(
    { callers, about: '我这里的通知，新的在前；等审批的连下级的一起看' },
    { state: z.enum(NOTICE_STATES).optional(), cursor: cursorField },
    pageOf(publisherRow),
    async ({ db, caller, now }, { state, cursor }) => {
      const placeIds = [...new Set(publishingGrants(caller.grants).map(({ placeId }) => placeId))]
      const rows = await publishedBy(db, {
        placeIds,
        isBelow: state === 'waiting',
        viewerId: caller.personId,
        state: state ?? null,
        after: idCursor(cursor) ?? null,
        limit: PAGE_SIZE + 1,
      })
      return toPage(
        rows,
        ({ readers, ...row }) => ({
          id: row.id,
          title: row.title,
          placeName: row.placeName,
          authorName: row.authorName,
          state: shownState(row, now),
          at: row.at.toISOString(),
          ...toldReaders(readers, figuresFor(caller.grants, row.placePath, row.by)),
          isMine: row.authorId === caller.personId,
          canApprove: row.state === 'waiting' && row.authorId !== caller.personId,
        }),
        (last) => last.id,
      )
    },
  ),

  save: mutation(
    { callers, about: '存一条通知的草稿' },
    { id: z.uuid().optional(), ...form },
    z.strictObject({ id: z.string() }),
    async (scope, { id, key: _key, ...given }) => ({ id: await saveDraft(scope, id, given) }),
  ),

  publish: mutation(
    { callers, about: '发出通知，马上发或定时发；这里要审批的先等审批' },
    { ...onId, at: z.nullable(momentField) },
    state,
    async (scope, { id, at }) => {
      const { deps, tx, caller, now } = scope
      const { row: draft, placePath } = await ownNotice(scope, id)
      const row = { ...draft, publishAt: ahead('at', at, now) }
      checkEnds(row, now)
      await checkAudience(tx, caller, row.audience, now)
      const to = moved(scope, row, 'publish', await wantsApproval(tx, placePath))
      await goOut(scope, row, to)
      if (to === 'waiting') await emit(deps, tx, 'notice.approvalAsked', { noticeId: id })
      return { state: to }
    },
  ),

  decide: mutation(
    { callers, about: '审批一条通知；不同意要写明原因' },
    { ...onId, isApproved: z.boolean(), why: z.nullable(why) },
    state,
    async (scope, { id, isApproved, why }) => {
      const { deps, tx, caller, now } = scope
      const { row } = await ownNotice(scope, id)
      const to = moved(scope, row, isApproved ? 'approve' : 'refuse')
      // It may have waited so long that only what was pinned is over.
      if (isApproved) checkEnds({ ...row, pinnedUntil: null }, now)
      if (!isApproved && !why) throw invalid({ why: '写一句为什么不同意，作者好改' })
      await updateNotice(tx, row, { decidedBy: caller.personId, decidedAt: now, decisionWhy: why })
      await goOut(scope, row, to)
      await emit(deps, tx, 'notice.decided', { noticeId: id, isApproved })
      return { state: to }
    },
  ),

  unschedule: mutation({ callers, about: '先不发了，退回草稿' }, onId, state, async (scope, { id }) => {
    const { row } = await ownNotice(scope, id)
    if (row.authorId !== scope.caller.personId) throw notFound('没找到这条通知')
    const to = moved(scope, row, 'unschedule')
    await goOut(scope, { ...row, publishAt: null }, to)
    return { state: to }
  }),

  remove: mutation({ callers, about: '删掉一条草稿' }, onId, nothing, async (scope, { id }) => {
    const { row } = await ownNotice(scope, id)
    moved(scope, row, 'remove')
    await updateNotice(scope.tx, row, { removedAt: scope.now, lookAt: null })
    return {}
  }),

  recall: mutation(
    { callers, about: '撤回发出的通知，写明原因；没送到的不再送' },
    { ...onId, why },
    state,
    async (scope, { id, why }) => {
      const { deps, tx, now } = scope
      const { row } = await ownNotice(scope, id)
      const to = moved(scope, row, 'recall')
      await updateNotice(tx, row, { state: to, recalledAt: now, recallReason: why, updatedAt: now, lookAt: null })
      await withdraw(tx, [id], now)
      await closeEntries(tx, { subjectId: id, why: 'recalled', now })
      await startWave(deps, tx, id, 'recall', 1)
      return { state: to }
    },
  ),

  correct: mutation(
    { callers, about: '更正发出的通知，读者会收到改了什么' },
    { ...onId, title: form.title, body: form.body, whatChanged: why },
    nothing,
    async (scope, { id, title, body, whatChanged }) => {
      const { deps, tx, caller, now } = scope
      const { row, placePath } = await ownNotice(scope, id)
      moved(scope, row, 'correct', await wantsApproval(tx, placePath))
      const revision = row.revision + 1
      const { communityId } = row
      await updateNotice(tx, row, { title, body, revision, updatedAt: now })
      const by = { authorId: caller.personId, at: now }
      await insertRevision(tx, { noticeId: id, communityId, revision, title, body, whatChanged, ...by })
      await startWave(deps, tx, id, 'correct', revision)
      return {}
    },
  ),

  pin: mutation(
    { callers, about: '把通知置顶到什么时候，或取消置顶' },
    { ...onId, until: z.nullable(momentField) },
    nothing,
    async (scope, { id, until }) => {
      const { row } = await ownNotice(scope, id)
      moved(scope, row, 'pin')
      await updateNotice(scope.tx, row, { pinnedUntil: ahead('until', until, scope.now), updatedAt: scope.now })
      return {}
    },
  ),

  remind: mutation(
    { callers, about: '再提醒一次还没看的人' },
    onId,
    /** null: too few bear the tag to be told of. */
    z.strictObject({ people: z.nullable(z.number().int()) }),
    async (scope, { id }) => {
      const { deps, tx, caller, now } = scope
      const { row, placePath } = await ownNotice(scope, id)
      moved(scope, row, 'remind')
      if (row.remindedAt && now.getTime() - row.remindedAt.getTime() < REMIND_EVERY_HOURS * 3_600_000)
        throw conflict('notice.reminded', `${REMIND_EVERY_HOURS} 小时内提醒过了，晚点再提醒`)
      const reminders = row.reminders + 1
      await updateNotice(tx, row, { reminders, remindedAt: now })
      await startWave(deps, tx, id, 'remind', reminders)
      return {
        people: toldOrKept(await countUnreadOf(tx, id), figuresFor(caller.grants, placePath, row.audience.who.kind)),
      }
    },
  ),
}
