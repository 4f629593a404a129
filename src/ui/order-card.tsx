import { View } from '@tarojs/components'
import type { PropsWithChildren, ReactNode } from 'react'
import { Card } from './card'
import { Icon } from './icon'
import type { IconName } from './icon-names'
import { type Step, Steps } from './steps'

export interface OrderCardProps {
  id?: string
  /** Words, or words with some of them marked. */
  title: ReactNode
  /** A whole sentence, which is set smaller. */
  isTitleLong?: boolean
  /** A StatusTag. */
  tag: ReactNode
  /** 今天 17:30 前办好, or 晚了 3 天 with tone danger, or mute for a pause; left out once it is over. */
  promise?: { words: string; icon: IconName; tone: 'brand' | 'warn' | 'danger' | 'mute' }
  /** 市政养护所在办; not drawn in 长辈版, the detail says it. */
  holder?: string
  /** Quiet words at the line's end: 在办 2 件. */
  aside?: string
  place?: ReactNode
  /** StatusTags that say more than the state: 超期, 已督办. */
  marks?: ReactNode
  steps?: readonly Step[]
  /** The whole said in one breath. */
  label: string
  onTap?: () => void
}

/** One order in a list. Children stand below: an extra line, or buttons. */
export function OrderCard(props: PropsWithChildren<OrderCardProps>) {
  const { id, title, tag, isTitleLong, promise, holder, aside, place, marks, steps, label, onTap, children } = props
  return (
    <Card id={id} className="order" label={label} onTap={onTap}>
      <View className="order-head">
        <View className={`order-title ${isTitleLong ? 'md' : 'lead b'}`}>{title}</View>
        {tag}
      </View>
      {promise || holder || aside ? (
        <View className="order-line sub">
          {promise ? (
            <View className={`row g1 b order-promise ${promise.tone}`}>
              <Icon name={promise.icon} size="s" />
              <View>{promise.words}</View>
            </View>
          ) : null}
          {holder ? <View className="soft only-normal">{holder}</View> : null}
          {aside ? <View className="soft end">{aside} ›</View> : null}
        </View>
      ) : null}
      {place ? <View className="sub soft only-normal">{place}</View> : null}
      {marks ? <View className="row wrap mt1">{marks}</View> : null}
      {steps ? (
        <View className="mt2">
          <Steps steps={steps} />
        </View>
      ) : null}
      {children}
    </Card>
  )
}
