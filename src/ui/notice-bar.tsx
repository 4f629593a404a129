import { View } from '@tarojs/components'
import { Icon } from './icon'
import type { IconName } from './icon-names'
import { named } from './named'
import { Tap } from './tap'

interface NoticeBarProps {
  id?: string
  words: string
  /** notice: amber; offline: grey; danger: red; offer: teal. */
  kind: 'notice' | 'offline' | 'danger' | 'offer'
  icon?: IconName
  /** The word on the right, for which the whole bar is the target: 再允许几次. */
  action?: string
  onTap?: () => void
  /** Draws ✕. */
  onClose?: () => void
}

const ICONS: Record<NoticeBarProps['kind'], IconName> = {
  notice: 'speakerphone',
  offline: 'wifi-off',
  danger: 'alert-circle',
  offer: 'info-circle',
}

/** One line the page opens with. It wraps, never truncates. */
export function NoticeBar({ id, words, kind, icon, action, onTap, onClose }: NoticeBarProps) {
  const inside = (
    <>
      <Icon name={icon ?? ICONS[kind]} className="notice-icon" />
      <View className="grow">{words}</View>
      {action ? <View className="b">{action} ›</View> : null}
    </>
  )
  const live = kind === 'danger' ? 'alert' : 'status'
  return (
    <View className={`notice notice-${kind}`} {...(onTap ? {} : named(live))}>
      {onTap ? (
        <Tap id={id} className="notice-words" label={action ? `${words}，${action}` : words} onTap={onTap}>
          {inside}
        </Tap>
      ) : (
        <View className="notice-words">{inside}</View>
      )}
      {onClose ? (
        <Tap className="notice-close" label="收起这条" onTap={onClose}>
          <Icon name="x" size="m" />
        </Tap>
      ) : null}
    </View>
  )
}
