import { View } from '@tarojs/components'
import type { PropsWithChildren } from 'react'
import { Icon } from './icon'
import type { IconName } from './icon-names'
import { named } from './named'
import type { Tone } from './tones'

interface ResultProps {
  icon: IconName
  tone: Tone
  /** What has happened: 交上去了. */
  title: string
  /** What happens next, and when. */
  body: string
}

/** The page after something was sent: a large mark, one sentence, what comes next. Children stand below. */
export function Result({ icon, tone, title, body, children }: PropsWithChildren<ResultProps>) {
  return (
    <View className="result">
      <View className={`result-mark ${tone}`}>
        <Icon name={icon} />
      </View>
      <View className="head ctr" {...named('heading')}>
        {title}
      </View>
      <View className="soft ctr mt2">{body}</View>
      <View className="result-more">{children}</View>
    </View>
  )
}
