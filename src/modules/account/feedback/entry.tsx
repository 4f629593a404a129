import { View } from '@tarojs/components'
import type { PropsWithChildren } from 'react'
import { FEEDBACK_KINDS } from '../../../../cloudfunctions/contract/account/feedback'
import { timeOf } from '../../../lib/format'
import type { api } from '../../../lib/rpc'
import { Card } from '../../../ui/card'
import { StatusTag } from '../../../ui/status-tag'

export type FeedbackEntry = Awaited<ReturnType<typeof api.feedback.mine>>[number]

interface EntryProps {
  entry: FeedbackEntry
  moment: Date
}

/** One opinion and what was answered. Children stand below. */
export function Entry({ entry, moment, children }: PropsWithChildren<EntryProps>) {
  const { kind, text, createdAt, answer } = entry
  return (
    <Card>
      <View className="order-head">
        <View className="foot faint order-title">{`${FEEDBACK_KINDS[kind]}，${timeOf(createdAt, moment)}`}</View>
        <StatusTag
          word={answer ? '已答复' : '等答复'}
          icon={answer ? 'circle-check' : 'hourglass-empty'}
          tone={answer ? 'ok' : 'mute'}
        />
      </View>
      <View className="mt1">{text}</View>
      {answer ? <View className="tl-reason">{`答复：${answer}`}</View> : null}
      {children}
    </Card>
  )
}
