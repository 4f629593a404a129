import { emit } from '../../../../kernel/events/store'
import type { Effect, Outcome } from '../../../../kernel/outbox/effect'
import { wordsPass } from '../../../../registry/roles/vouch'
import { commentById, updateComment } from './store'

interface Payload {
  commentId: string
}

export const COMMENT_CHECK = 'notices.checkComment'

/** WeChat's text check of a comment: what passes is shown to the notice's readers, the rest stays with its author. */
export const checkComment: Effect<Payload> = {
  kind: COMMENT_CHECK,
  attemptsMax: 1000,
  afterCrash: 'again',
  async run(deps, { commentId }): Promise<Outcome> {
    const comment = await commentById(deps.db, commentId)
    if (comment?.checkState !== 'pending') return { result: 'done' }
    const { authorId, text } = comment
    const passed = await wordsPass(deps, authorId, text)
    if (passed === null) return { result: 'dropped', error: 'no account' }
    await deps.db.transaction(async (tx) => {
      await updateComment(tx, comment, { checkState: passed ? 'passed' : 'refused' })
      await emit(deps, tx, 'content.checked', { subject: 'comment', subjectId: commentId, passed, authorId })
    })
    return { result: 'done' }
  },
}
