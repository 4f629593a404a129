import { View } from '@tarojs/components'
import { useState } from 'react'
import { NOTICE_COMMENT_MAX, NOTICE_WHY_MAX } from '../../../../cloudfunctions/contract/civic/notices'
import { useNow } from '../../../lib/clock'
import { timeOf } from '../../../lib/format'
import { api } from '../../../lib/rpc'
import { useSend } from '../../../lib/send'
import { tell } from '../../../lib/tell'
import { useDraft } from '../../../lib/use-draft'
import { usePages } from '../../../lib/use-pages'
import { Button } from '../../../ui/button'
import { Card, Section } from '../../../ui/card'
import { ConfirmSheet } from '../../../ui/confirm-sheet'
import { TextField } from '../../../ui/form-field'
import type { Notice } from './detail'

type Comment = Awaited<ReturnType<typeof api.notices.comments>>['items'][number]

const RENEWED = { topics: ['messages' as const], onFault: ({ message }: { message: string }) => tell(message) }

/** What its author and the publishers are told about a comment that others do not see. */
const standing = ({ isWaiting, isRefused, hiddenWhy }: Comment): string | null => {
  if (hiddenWhy !== null) return `已隐藏：${hiddenWhy}`
  if (isRefused) return '没有通过检查，只有您自己看得到，可以删掉重写'
  return isWaiting ? '正在核对，通过后别人才看得到' : null
}

function Written({ comment, mayModerate, onAct }: { comment: Comment; mayModerate: boolean; onAct: () => void }) {
  const moment = useNow()
  const { id, isMine, text, at, authorName, hiddenWhy } = comment
  const state = standing(comment)
  const word = isMine ? '删掉' : hiddenWhy === null ? '隐藏' : '恢复'
  return (
    <View className="comment">
      <View className="row apart wrap">
        <View className="sub soft">{`${isMine ? '您' : authorName}，${timeOf(at, moment)}`}</View>
        {isMine || mayModerate ? (
          <Button id={`comment-${id}`} word={word} look="outline" isSmall label={`${word}这条留言`} onTap={onAct} />
        ) : null}
      </View>
      <View className="mt1 long-text">{text}</View>
      {state ? <View className="foot faint mt1">{state}</View> : null}
    </View>
  )
}

function HideSheet({ comment, onClose }: { comment: Comment; onClose: () => void }) {
  const [why, write] = useState('')
  const { send, isBusy } = useSend(api.notices.hideComment, { ...RENEWED, onDone: onClose })
  return (
    <ConfirmSheet
      id="comment-hide"
      isOpen
      title="隐藏这条留言吗"
      body="别人看不到了，写的人会看到原因。之后还能恢复。"
      verb="隐藏留言"
      back="先不隐藏"
      isBusy={isBusy}
      isDisabled={why.trim() === ''}
      onConfirm={() => void send({ commentId: comment.id, why: why.trim() })}
      onClose={onClose}
    >
      <TextField
        id="comment-why"
        label="为什么隐藏"
        example="例如：写了别人的电话"
        value={why}
        maxLength={NOTICE_WHY_MAX}
        onChange={write}
      />
    </ConfirmSheet>
  )
}

function RemoveSheet({ comment, onClose }: { comment: Comment; onClose: () => void }) {
  const { send, isBusy } = useSend(api.notices.removeComment, { ...RENEWED, onDone: onClose })
  return (
    <ConfirmSheet
      id="comment-remove"
      isOpen
      title="删掉这条留言吗"
      body="删了就找不回来了。"
      verb="删掉留言"
      back="先不删"
      isGrave
      isBusy={isBusy}
      onConfirm={() => void send({ commentId: comment.id })}
      onClose={onClose}
    />
  )
}

/** The words are kept at every change until they have arrived. */
function Write({ noticeId }: { noticeId: string }) {
  const { value, change, discard } = useDraft(`notices.comment.${noticeId}`, { text: '' })
  const { send, isBusy } = useSend(api.notices.comment, {
    ...RENEWED,
    onDone: () => {
      discard()
      tell('留言发出了，核对后别人看得到')
    },
  })
  const text = value.text.trim()
  return (
    <>
      <TextField
        id="comment-text"
        label="说一句"
        example="例如：停水那天有没有送水点"
        isLong
        value={value.text}
        maxLength={NOTICE_COMMENT_MAX}
        onChange={(words) => change({ text: words })}
      />
      <View className="mt1">
        <Button
          id="comment-send"
          word="发留言"
          look="tint"
          isBusy={isBusy}
          isDisabled={text === ''}
          onTap={() => void send({ id: noticeId, text })}
        />
      </View>
    </>
  )
}

/** What readers say below a notice. */
export function Comments({ notice: { id, can } }: { notice: Notice }) {
  const { query, items } = usePages(['messages', 'notices.comments', id], (cursor) =>
    api.notices.comments({ id, ...(cursor && { cursor }) }),
  )
  const [acting, act] = useState<Comment | null>(null)
  const { send: unhide } = useSend(api.notices.unhideComment, RENEWED)
  const pick = (comment: Comment) => {
    if (!comment.isMine && comment.hiddenWhy !== null) void unhide({ commentId: comment.id })
    else act(comment)
  }
  const close = () => act(null)
  return (
    <Card>
      <Section title="留言" aside={items.length > 0 ? '新的在前' : '还没有人留言'} />
      {can.comment ? <Write noticeId={id} /> : null}
      {items.map((comment) => (
        <Written key={comment.id} comment={comment} mayModerate={can.moderate} onAct={() => pick(comment)} />
      ))}
      {query.hasNextPage ? (
        <Button id="comments-more" word="看更早的留言" look="outline" onTap={() => void query.fetchNextPage()} />
      ) : null}
      {acting?.isMine ? <RemoveSheet comment={acting} onClose={close} /> : null}
      {acting && !acting.isMine ? <HideSheet comment={acting} onClose={close} /> : null}
    </Card>
  )
}
