import { View } from '@tarojs/components'
import { Icon } from './icon'
import type { IconName } from './icon-names'
import { named } from './named'
import type { Tone } from './tones'

export interface Figure {
  word: string
  /** 1,186; null until it is known. */
  value: string | null
  unit: string
  icon: IconName
  tone: Tone
}

/** Two or three counts that a page opens with, each with its icon and word; one below the other in 长辈版. */
export function Figures({ items }: { items: readonly Figure[] }) {
  return (
    <View className="card figures">
      {items.map(({ word, value, unit, icon, tone }) => (
        <View key={word} className={`figures-one ${tone}`} {...named('img', `${word} ${value ?? '还不知道'} ${unit}`)}>
          <View className="figures-word">
            <Icon name={icon} size="s" />
            <View>{word}</View>
          </View>
          <View className="figures-value">
            {value ?? '…'}
            <View className="sub">{unit}</View>
          </View>
        </View>
      ))}
    </View>
  )
}
