import { View } from '@tarojs/components'
import { Icon } from './icon'
import { unspoken } from './named'
import { Tap } from './tap'

/** A person by the first character of the name; the name stands beside it. */
export function Avatar({ name }: { name: string }) {
  return (
    <View className="avatar avatar-face" {...unspoken}>
      {name.slice(0, 1)}
    </View>
  )
}

interface CallButtonProps {
  id?: string
  /** Whom: 网格员 刘海峰. */
  whom: string
  onTap: () => void
}

/** The round telephone beside a person. */
export function CallButton({ id, whom, onTap }: CallButtonProps) {
  return (
    <Tap id={id} className="avatar" label={`打电话给${whom}`} onTap={onTap}>
      <Icon name="phone" />
    </Tap>
  )
}
