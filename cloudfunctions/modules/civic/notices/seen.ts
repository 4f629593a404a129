import type { Caller } from '../../../kernel/context'
import type { Executor } from '../../../kernel/database/open'
import { notFound } from '../../../kernel/errors'
import { pathOf } from '../../../registry/places/store'
import { isPublisherOf, servesWithin } from './permissions'
import { type ReaderRow, readerOf } from './readers/store'
import { type NoticeRow, noticeById } from './store'

interface Seen {
  row: NoticeRow
  placePath: string[]
  reader: ReaderRow | null
  isPublisher: boolean
  isAuthor: boolean
}

/**
 * A notice as somebody may see it: its readers and who serves at its place once it is out, its publishers always, a draft
 * its author alone. Fault record.not_found for everybody else.
 */
export async function seen(db: Executor, caller: Caller, id: string): Promise<Seen> {
  const row = await noticeById(db, id)
  if (!row) throw notFound('没找到这条通知')
  const [placePath, reader] = [await pathOf(db, row.placeId), await readerOf(db, id, caller.personId)]
  const isAuthor = row.authorId === caller.personId
  const isPublisher = isPublisherOf(caller.grants, placePath)
  const isOut = row.publishedAt !== null
  const maySee =
    (isPublisher && (row.state !== 'draft' || isAuthor)) ||
    (isOut && (reader !== null || servesWithin(caller.grants, row.placeId)))
  if (!maySee) throw notFound('没找到这条通知')
  return { row, placePath, reader, isPublisher, isAuthor }
}
