import { View } from '@tarojs/components'
import type { PropsWithChildren } from 'react'
import { Button } from './button'
import { Icon } from './icon'
import { named } from './named'
import { Tap } from './tap'

interface AlarmCardProps {
  /** Of the button. */
  id?: string
  /** 紧急，先接这一件. */
  band: string
  /** 还剩 11 分钟. */
  left?: string
  title: string
  second?: string
  /** 120 米，走 2 分钟. */
  distance?: string
  /** Who took it, when another did: the card turns grey and has no button. */
  takenBy?: string
  /** 接单. */
  verb: string
  isBusy?: boolean
  onAccept: () => void
  /** Opens the whole story. */
  onOpen: () => void
}

/** The order that comes before all others, with its one red button. Children stand between words and button. */
export function AlarmCard(props: PropsWithChildren<AlarmCardProps>) {
  const { id, band, left, title, second, distance, takenBy, verb, isBusy, onAccept, onOpen, children } = props
  return (
    <View className={`card alarm ${takenBy ? 'alarm-taken' : ''}`} {...named('alert')}>
      <View className="alarm-band">
        <Icon name={takenBy ? 'user-check' : 'urgent'} />
        <View className="b grow">{takenBy ? `${takenBy} 已接` : band}</View>
        {left && !takenBy ? <View className="sub md">{left}</View> : null}
      </View>
      <View className="alarm-body">
        <Tap label={`${title}，看详情`} onTap={onOpen}>
          <View className="lead b">{title}</View>
          {second ? <View className="sub soft mt1">{second}</View> : null}
        </Tap>
        {children}
        <View className="alarm-foot">
          {distance ? (
            <View className="row g1 sub">
              <Icon name="walk" size="m" className="c-brand" />
              <View className="b">{distance}</View>
            </View>
          ) : null}
          {takenBy ? null : (
            <Button
              id={id}
              word={verb}
              look="danger"
              icon="hand-stop"
              isBusy={isBusy}
              label={`${verb}，${title}`}
              onTap={onAccept}
            />
          )}
        </View>
      </View>
    </View>
  )
}
