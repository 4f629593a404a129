import { View } from '@tarojs/components'
import { Icon } from './icon'
import type { IconName } from './icon-names'
import { Tap } from './tap'
import type { ModuleTone } from './tones'

export interface Service {
  /** The function's code name. */
  key: string
  name: string
  icon: IconName
  /** How many things wait there. */
  badge?: number
  /** Switched off in this deployment: drawn grey with 已停用. */
  isOff?: boolean
  onTap: () => void
}

/** One function on home: a coloured tile and its name; the module's colour comes from around it. */
export function ServiceTile({ service }: { service: Service }) {
  const { key, name, icon, badge = 0, isOff, onTap } = service
  const label = [name, badge > 0 ? `${badge} 件` : '', isOff ? '已停用' : ''].filter(Boolean).join('，')
  return (
    <Tap
      id={`service-${key}`}
      className={`service ${isOff ? 'service-off' : ''}`}
      label={label}
      isDisabled={isOff}
      onTap={onTap}
    >
      <View className="tile">
        <Icon name={icon} />
        {badge > 0 ? <View className="dot">{badge > 99 ? '99+' : badge}</View> : null}
      </View>
      <View>{name}</View>
      {isOff ? <View className="mini faint">已停用</View> : null}
    </Tap>
  )
}

interface TileProps {
  icon: IconName
  tone: ModuleTone | 'brand' | 'ok' | 'warn' | 'danger' | 'info' | 'mute' | 'accent'
}

/** The quiet tile beside a row's words: glyph on a tint. */
export function SoftTile({ icon, tone }: TileProps) {
  return (
    <View className={`tile tile-soft ${tone}`}>
      <Icon name={icon} />
    </View>
  )
}
