import * as z from 'zod'
import { NOTICE_COMMENT_MAX, NOTICE_WHY_MAX, PUBLISHING_ROLES } from '../../../../contract/civic/notices'
import { PAGE_SIZE } from '../../../../contract/reply'
import { cursorField, nothing, pageOf, textField } from '../../../../kernel/dispatch/fields'
import { idCursor, toPage } from '../../../../kernel/dispatch/page'
import { type MutationScope, mutation, query } from '../../../../kernel/dispatch/procedure'
import { conflict, notFound } from '../../../../kernel/errors'
import { enqueue } from '../../../../kernel/outbox/store'
import { maskName } from '../../../../registry/people/masking'
import { can } from '../can'
import { seen } from '../seen'
import { commentView } from '../views'
import { COMMENT_CHECK } from './check'
import { type CommentRow, commentById, commentsOf, insertComment, updateComment } from './store'

const noComment = () => notFound('没找到这条留言，可能已经删了')

/** A comment on a notice that the caller publishes. Fault record.not_found. */
async function moderated({ tx, caller }: MutationScope, id: string): Promise<CommentRow> {
  const comment = await commentById(tx, id)
  if (!comment) throw noComment()
  const { isPublisher } = await seen(tx, caller, comment.noticeId)
  if (!isPublisher) throw noComment()
  return comment
}

/** What readers say below a notice: shown once its words were checked; a publisher hides with a reason. */
export const commentProcedures = {
  comments: query(
    { callers: 'person', about: '一条通知下面的留言，新的在前' },
    { id: z.uuid(), cursor: cursorField },
    pageOf(commentView),
    async ({ db, caller }, { id, cursor }) => {
      const { isPublisher } = await seen(db, caller, id)
      const { personId } = caller
      const rows = await commentsOf(
        db,
        { noticeId: id, viewerId: personId, isPublisher },
        { before: idCursor(cursor), limit: PAGE_SIZE + 1 },
      )
      return toPage(
        rows,
        (row) => ({
          id: row.id,
          authorName: row.authorId === personId ? row.authorName : maskName(row.authorName),
          isMine: row.authorId === personId,
          text: row.text,
          at: row.at,
          isWaiting: row.checkState === 'pending',
          isRefused: row.checkState === 'refused',
          hiddenWhy: row.hiddenWhy,
        }),
        (last) => last.id,
      )
    },
  ),

  comment: mutation(
    { callers: 'person', about: '在通知下面留言；核对后别人才看得到', perMinute: 10 },
    { id: z.uuid(), text: textField(1, NOTICE_COMMENT_MAX) },
    z.strictObject({ commentId: z.string() }),
    async ({ deps, tx, caller, now }, { id, text }) => {
      const found = await seen(tx, caller, id)
      if (!can(found.row, found, now).comment) throw conflict('notice.no_comments', '这条通知现在不能留言')
      const commentId = deps.newId()
      await insertComment(tx, {
        id: commentId,
        communityId: found.row.communityId,
        noticeId: id,
        authorId: caller.personId,
        text,
        checkState: 'pending',
        createdAt: now,
      })
      await enqueue(deps, tx, [{ kind: COMMENT_CHECK, payload: { commentId }, lane: `comment:${commentId}` }])
      return { commentId }
    },
  ),

  removeComment: mutation(
    { callers: 'person', about: '删掉自己的留言' },
    { commentId: z.uuid() },
    nothing,
    async ({ tx, caller, now }, { commentId }) => {
      const comment = await commentById(tx, commentId)
      if (comment?.authorId !== caller.personId) throw noComment()
      await updateComment(tx, comment, { text: '', removedAt: now })
      return {}
    },
  ),

  hideComment: mutation(
    { callers: PUBLISHING_ROLES, about: '不再显示一条留言，写明原因，写的人看得到' },
    { commentId: z.uuid(), why: textField(1, NOTICE_WHY_MAX) },
    nothing,
    async (scope, { commentId, why }) => {
      const comment = await moderated(scope, commentId)
      const by = { hiddenAt: scope.now, hiddenBy: scope.caller.personId, hiddenWhy: why }
      await updateComment(scope.tx, comment, by)
      return {}
    },
  ),

  unhideComment: mutation(
    { callers: PUBLISHING_ROLES, about: '重新显示一条留言' },
    { commentId: z.uuid() },
    nothing,
    async (scope, { commentId }) => {
      const comment = await moderated(scope, commentId)
      await updateComment(scope.tx, comment, { hiddenAt: null, hiddenBy: null, hiddenWhy: null })
      return {}
    },
  ),
}
