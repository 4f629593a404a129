import { View } from '@tarojs/components'
import { useState } from 'react'
import { NOTICE_COMMENT_MAX } from '../../../../cloudfunctions/contract/civic/notices'
import { timeOf } from '../../../lib/format'
import { pageState } from '../../../lib/page-state'
import { api } from '../../../lib/rpc'
import { useSend } from '../../../lib/send'
import { tell } from '../../../lib/tell'
import { useDraft } from '../../../lib/use-draft'
import { usePages } from '../../../lib/use-pages'
import { Button } from '../../../ui/button'
import { Card, Section } from '../../../ui/card'
import { TextField } from '../../../ui/form-field'
import { NoticeBar } from '../../../ui/notice-bar'
import { States } from '../../../ui/page'
import { type Comment, type CommentAct, CommentSheet } from './comment-sheet'
import type { Notice } from './notice'

const BLANK = { text: '' }

function WriteComment({ id }: { id: string }) {
  const { value, change, discard } = useDraft(`notices.comment.${id}`, BLANK)
  const { send, isBusy, fault } = useSend(api.notices.comment, {
    topics: ['messages'],
    onDone: () => {
      discard()
      tell('写好了，核对后邻居就看得到')
    },
  })
  const text = value.text.trim()
  return (
    <>
      {fault ? <NoticeBar kind="danger" words={fault.message} /> : null}
      <TextField
        id="notice-comment"
        label="说一句"
        example="有什么要问的、要补充的"
        caption="别写电话、门牌这些个人信息"
        isLong
        value={value.text}
        maxLength={NOTICE_COMMENT_MAX}
        onChange={(written) => change({ text: written })}
      />
      <View className="mt2">
        <Button
          id="notice-comment-send"
          word="发出留言"
          look="tint"
          icon="send"
          isBusy={isBusy}
          isDisabled={text === ''}
          onTap={() => void send({ id, text })}
        />
      </View>
    </>
  )
}

interface OneProps {
  comment: Comment
  moment: Date
  mayModerate: boolean
  onAct: (act: CommentAct) => void
}

function One({ comment, moment, mayModerate, onAct }: OneProps) {
  const { id, authorName, isMine, text, at, isWaiting, isRefused, hiddenWhy } = comment
  const isHidden = hiddenWhy !== null
  return (
    <View className="mt3">
      <View className="sub soft">
        {isMine ? '您' : authorName}，{timeOf(at, moment)}
      </View>
      {text ? <View className="mt1">{text}</View> : null}
      {isWaiting ? <View className="sub c-warn mt1">正在核对，现在只有您看得到</View> : null}
      {isRefused ? <View className="sub c-warn mt1">没有通过检查，只有您看得到，可以删掉重写</View> : null}
      {isHidden ? <View className="sub c-warn mt1">不再显示：{hiddenWhy}</View> : null}
      <View className="row wrap mt1">
        {isMine ? (
          <Button
            id={`comment-remove-${id}`}
            word="删掉留言"
            look="outline"
            isSmall
            onTap={() => onAct({ kind: 'remove', comment })}
          />
        ) : null}
        {mayModerate ? (
          <Button
            id={`comment-hide-${id}`}
            word={isHidden ? '重新显示' : '不再显示'}
            look="outline"
            isSmall
            label={`${isHidden ? '重新显示' : '不再显示'}${authorName}的留言`}
            onTap={() => onAct({ kind: isHidden ? 'unhide' : 'hide', comment })}
          />
        ) : null}
      </View>
    </View>
  )
}

/** What readers say below a notice, the newest first, and the field to say something. */
export function Comments({ notice, moment }: { notice: Notice; moment: Date }) {
  const { id, can } = notice
  const [act, setAct] = useState<CommentAct | null>(null)
  const { query, items, isEmpty } = usePages(['messages', 'notices.comments', id], (cursor) =>
    api.notices.comments({ id, cursor }),
  )
  return (
    <Card>
      <Section title="留言" aside={notice.comments > 0 ? `${notice.comments} 条` : '还没有人留言'} />
      {can.comment ? <WriteComment id={id} /> : null}
      <States state={isEmpty ? { kind: 'content' } : pageState(query)} onRetry={query.refetch}>
        {items.map((comment) => (
          <One key={comment.id} comment={comment} moment={moment} mayModerate={can.moderate} onAct={setAct} />
        ))}
      </States>
      {act ? <CommentSheet act={act} onClose={() => setAct(null)} /> : null}
    </Card>
  )
}
