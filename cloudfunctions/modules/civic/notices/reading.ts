import * as z from 'zod'
import { NOTICE_PINS_SHOWN, PLAIN_LABEL } from '../../../contract/civic/notices'
import { isDocument } from '../../../contract/files'
import { PAGE_SIZE } from '../../../contract/reply'
import { closeEntries } from '../../../engines/doors/store'
import { markSubjectRead } from '../../../engines/messages/store'
import { signal } from '../../../kernel/changes/store'
import { cursorField, nothing, optionalText, pageOf } from '../../../kernel/dispatch/fields'
import { openCursor, sealCursor, toPage } from '../../../kernel/dispatch/page'
import { mutation, query } from '../../../kernel/dispatch/procedure'
import { conflict, invalid, notFound } from '../../../kernel/errors'
import { presentFile } from '../../../kernel/files/present'
import { namesOf as personNames } from '../../../registry/people/store'
import { labelsOf, namesOf as placeNames } from '../../../registry/places/store'
import { can } from './can'
import { countComments } from './comments/store'
import { plainOf } from './plain/plain'
import { countUnread, markConfirmed, markOpened, noticesOf, type ReadNotice, type ReadPlace } from './readers/store'
import { isPinned, leadOf, shownState } from './rules'
import { seen } from './seen'
import { wantsApproval } from './settings/store'
import { filesOf, lastRevision } from './store'
import { noticeView, readerRow } from './views'

const QUERY_MAX = 40
const position = z.tuple([z.boolean(), z.string(), z.uuid()])

function positionOf(cursor: string | undefined): ReadPlace | null {
  if (cursor === undefined) return null
  const read = position.safeParse(openCursor(cursor))
  if (!read.success) throw invalid({ cursor: '列表位置不对，请从头刷新' })
  const [isPinned, publishedAt, id] = read.data
  return { isPinned, publishedAt, id }
}

/** The one that stood on the screen: what was corrected meanwhile was not read. The present one where it is not said. */
const revision = z.int().min(1).optional()

const dateOrNull = (text: string | null) => (text === null ? null : new Date(text))

const presentRow = (now: Date) => (row: ReadNotice) => ({
  id: row.id,
  title: row.title,
  lead: leadOf(row.body),
  placeName: row.placeName,
  publishedAt: row.publishedAt,
  isPinned: row.isPinned,
  isRead: row.readRevision !== null && row.readRevision >= row.revision,
  needsConfirmation: row.needsConfirmation,
  isConfirmed: row.confirmedAt !== null,
  isCorrected: row.revision > 1,
  state: shownState({ state: row.state, expiresAt: dateOrNull(row.expiresAt) }, now),
})

/** What everybody reads: the notices that were for them. */
export const readingProcedures = {
  list: query(
    { callers: 'person', about: '发给我的通知，置顶的在前，能按字找' },
    { view: z.enum(['all', 'unread']).default('all'), q: optionalText(QUERY_MAX), cursor: cursorField },
    pageOf(readerRow),
    async ({ db, caller, now }, { view, q, cursor }) => {
      const rows = await noticesOf(db, {
        personId: caller.personId,
        now,
        isUnread: view === 'unread',
        after: positionOf(cursor),
        limit: PAGE_SIZE + 1,
        ...(q && { words: q }),
      })
      return toPage(rows, presentRow(now), (last) => sealCursor([last.isPinned, last.publishedAt, last.id]))
    },
  ),

  home: query(
    { callers: 'person', about: '首页上的通知：置顶的，和还有几条没看' },
    {},
    z.strictObject({ pinned: z.array(readerRow), unread: z.number().int() }),
    async ({ db, caller, now }) => {
      const { personId } = caller
      const [pinned, unread] = await Promise.all([
        noticesOf(db, { personId, now, isPinned: true, limit: NOTICE_PINS_SHOWN }),
        countUnread(db, personId, now),
      ])
      return { pinned: pinned.map(presentRow(now)), unread }
    },
  ),

  get: query(
    { callers: 'person', about: '一条通知的全文、大白话、附件，和我能做什么' },
    { id: z.uuid() },
    noticeView,
    async ({ deps, db, caller, now }, { id }) => {
      const found = await seen(db, caller, id)
      const { row, reader, isPublisher } = found
      const [places, labels, authors, revision, files, comments, needsApproval] = await Promise.all([
        placeNames(db, [row.placeId]),
        labelsOf(db, isPublisher ? row.audience.placeIds : []),
        personNames(db, [row.authorId]),
        lastRevision(db, id),
        filesOf(db, id),
        countComments(db, { noticeId: id, viewerId: caller.personId, isPublisher }),
        wantsApproval(db, found.placePath),
      ])
      const isCorrected = row.revision > 1
      const present = (file: (typeof files)[number]) => presentFile(deps, file, caller.personId, now)
      const iso = (at: Date | null) => at?.toISOString() ?? null
      return {
        id,
        title: row.title,
        lead: leadOf(row.body),
        placeName: places.get(row.placeId) ?? '',
        publishedAt: iso(row.publishedAt),
        isPinned: isPinned(row, now),
        isRead: (reader?.readRevision ?? 0) >= row.revision,
        needsConfirmation: row.needsConfirmation,
        isConfirmed: reader !== null && reader.confirmedAt !== null,
        isCorrected,
        state: shownState(row, now),
        body: row.body,
        revision: row.revision,
        plain: { text: plainOf(row.body), label: PLAIN_LABEL },
        pictures: files.filter(({ mime }) => !isDocument(mime)).map(present),
        files: files.filter(({ mime }) => isDocument(mime)).map(present),
        whatChanged: revision?.whatChanged ?? null,
        correctedAt: isCorrected && revision ? iso(revision.at) : null,
        recallReason: row.recallReason,
        commentsAllowed: row.commentsAllowed,
        comments,
        can: can(row, { ...found, needsApproval }, now),
        form: isPublisher
          ? {
              audience: row.audience,
              placeLabels: row.audience.placeIds.flatMap((placeId) => labels.get(placeId) ?? []),
              paid: row.paid,
              authorName: authors.get(row.authorId) ?? '',
              publishAt: iso(row.publishAt),
              pinnedUntil: iso(row.pinnedUntil),
              expiresAt: iso(row.expiresAt),
              isUrgent: row.isUrgent,
              doorAfterHours: row.doorAfterHours,
              needsApproval,
              decisionWhy: row.decisionWhy,
            }
          : null,
      }
    },
  ),

  read: mutation(
    { callers: 'person', about: '记下我看了这条通知；不再为它上门' },
    { id: z.uuid(), revision },
    nothing,
    async ({ deps, tx, caller, now }, { id, revision }) => {
      const { row, reader } = await seen(tx, caller, id)
      if (!reader) return {}
      const { personId } = caller
      const read = Math.min(revision ?? row.revision, row.revision)
      await markOpened(tx, { noticeId: id, personId, revision: read, now })
      await closeEntries(tx, { subjectId: id, personId, why: 'read', now })
      // What tells of the correction stays unread for who read what stood before it.
      if (read < row.revision) return {}
      const marked = await markSubjectRead(tx, personId, id, now)
      if (marked > 0) await signal(deps, tx, [{ topic: 'messages', subjectId: null, to: { personId } }])
      return {}
    },
  ),

  confirm: mutation(
    { callers: 'person', about: '已知晓：我看了也明白了' },
    { id: z.uuid(), revision },
    nothing,
    async ({ tx, caller, now }, { id, revision }) => {
      const { row, reader } = await seen(tx, caller, id)
      if (!reader) throw notFound('没找到这条通知')
      if (row.state === 'recalled') throw conflict('notice.recalled', '这条通知已经撤回了')
      if (!row.needsConfirmation) throw conflict('notice.no_confirmation', '这条通知看过就行，不用确认')
      const { personId } = caller
      await markOpened(tx, { noticeId: id, personId, revision: Math.min(revision ?? row.revision, row.revision), now })
      await closeEntries(tx, { subjectId: id, personId, why: 'read', now })
      await markConfirmed(tx, id, personId, now)
      return {}
    },
  ),
}
