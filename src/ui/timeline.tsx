import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { Icon } from './icon'

export interface TimelineEntry {
  key: string | number
  title: string
  /** 今天 13:40. */
  time?: string
  body?: string
  /** Why it moved; drawn in lamplight: 为什么转：灯杆归市政管. */
  reason?: string
  /** done: tick; now: ring; next: hollow. */
  tone: 'done' | 'now' | 'next'
  /** Pictures, or a tag such as 正在审核. */
  extra?: ReactNode
}

/** What happened, newest first. */
export function Timeline({ entries }: { entries: readonly TimelineEntry[] }) {
  return (
    <View className="tl">
      {entries.map((entry) => (
        <View key={entry.key} className="tl-entry">
          <View className={`tl-dot tl-${entry.tone}`}>{entry.tone === 'done' ? <Icon name="check" /> : null}</View>
          <View className="tl-head">
            <View className={entry.tone === 'now' ? 'b c-brand' : 'md'}>{entry.title}</View>
            {entry.time ? <View className="foot faint">{entry.time}</View> : null}
          </View>
          {entry.body ? <View className="soft">{entry.body}</View> : null}
          {entry.reason ? <View className="tl-reason">{entry.reason}</View> : null}
          {entry.extra}
        </View>
      ))}
    </View>
  )
}
