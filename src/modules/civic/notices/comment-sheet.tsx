import { useState } from 'react'
import { NOTICE_WHY_MAX } from '../../../../cloudfunctions/contract/civic/notices'
import { api } from '../../../lib/rpc'
import { useSend } from '../../../lib/send'
import { ConfirmSheet } from '../../../ui/confirm-sheet'
import { TextField } from '../../../ui/form-field'
import { NoticeBar } from '../../../ui/notice-bar'

export type Comment = Awaited<ReturnType<typeof api.notices.comments>>['items'][number]
/** What somebody is about to do with a comment: its author removes it, a publisher hides it or shows it again. */
export interface CommentAct {
  kind: 'remove' | 'hide' | 'unhide'
  comment: Comment
}

const WORDS = {
  remove: { title: '删掉这条留言吗', body: '删掉以后找不回来。', verb: '删掉留言' },
  hide: { title: '不再显示这条留言吗', body: '邻居看不到了，写的人看得到原因。', verb: '不再显示' },
  unhide: { title: '重新显示这条留言吗', body: '邻居又看得到了。', verb: '重新显示' },
}

/** Asks before a comment goes, is hidden with a reason, or comes back. */
export function CommentSheet({ act: { kind, comment }, onClose }: { act: CommentAct; onClose: () => void }) {
  const [why, setWhy] = useState('')
  const options = { topics: ['messages' as const], onDone: onClose }
  const remove = useSend(api.notices.removeComment, options)
  const hide = useSend(api.notices.hideComment, options)
  const unhide = useSend(api.notices.unhideComment, options)
  const used = { remove, hide, unhide }[kind]
  const commentId = comment.id
  const go = () => {
    if (kind === 'hide') void hide.send({ commentId, why: why.trim() })
    else void (kind === 'remove' ? remove : unhide).send({ commentId })
  }
  return (
    <ConfirmSheet
      id="comment-act"
      isOpen
      {...WORDS[kind]}
      isBusy={used.isBusy}
      isDisabled={kind === 'hide' && why.trim() === ''}
      onConfirm={go}
      onClose={onClose}
    >
      {used.fault ? <NoticeBar kind="danger" words={used.fault.message} /> : null}
      {kind === 'hide' ? (
        <TextField id="comment-why" label="为什么" value={why} maxLength={NOTICE_WHY_MAX} onChange={setWhy} />
      ) : null}
    </ConfirmSheet>
  )
}
