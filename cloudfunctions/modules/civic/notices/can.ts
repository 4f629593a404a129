import { NOTICE_ACTIONS, type NoticeAction } from '../../../contract/civic/notices'
import { mayMove, shownState } from './rules'
import type { NoticeRow } from './store'

interface Viewer {
  /** They publish at the notice's place or above. */
  isPublisher: boolean
  isAuthor: boolean
  /** A second person approves what goes out there. */
  needsApproval?: boolean
  reader: { confirmedAt: Date | null } | null
}

const NONE = Object.fromEntries(NOTICE_ACTIONS.map((action) => [action, false])) as Record<NoticeAction, boolean>

/** What somebody may do with a notice now: the buttons that a screen shows. */
export function can(
  row: NoticeRow,
  { isPublisher, isAuthor, needsApproval = false, reader }: Viewer,
  now: Date,
): Record<NoticeAction, boolean> {
  const isAhead = row.publishAt !== null && row.publishAt > now
  const isOver = shownState(row, now) === 'expired'
  const facts = { needsApproval, isAhead, isAuthor, isOver }
  const may = (move: Parameters<typeof mayMove>[1]) => mayMove(row.state, move, facts)
  const isOut = row.publishedAt !== null
  const isOpen = isOut && row.state !== 'recalled'
  return {
    ...NONE,
    confirm: isOpen && row.needsConfirmation && reader !== null && reader.confirmedAt === null,
    comment: isOpen && row.commentsAllowed,
    ...(isPublisher && {
      edit: isAuthor && may('save'),
      remove: isAuthor && may('remove'),
      publish: isAuthor && may('publish'),
      unschedule: isAuthor && row.state !== 'draft' && may('unschedule'),
      approve: may('approve'),
      recall: may('recall'),
      correct: may('correct'),
      pin: may('pin'),
      remind: may('remind'),
      reach: isOut,
      moderate: isOut,
    }),
  }
}
