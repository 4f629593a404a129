import { View } from '@tarojs/components'
import { Icon } from './icon'
import type { IconName } from './icon-names'
import { named } from './named'
import { Tap } from './tap'
import type { Tone } from './tones'

export interface Figure {
  word: string
  /** 1,186; null until it is known. */
  value: string | null
  unit: string
  icon: IconName
  tone: Tone
  /** Makes the figure a choice: what stands below shows these alone. */
  onTap?: () => void
  isOn?: boolean
  id?: string
}

function Inside({ word, value, unit, icon, isOn }: Figure) {
  return (
    <>
      <View className="figures-word">
        <Icon name={isOn ? 'check' : icon} size="s" />
        <View>{word}</View>
      </View>
      <View className="figures-value">
        {value ?? '…'}
        <View className="sub">{unit}</View>
      </View>
    </>
  )
}

const spokenOf = ({ word, value, unit }: Figure) => `${word} ${value ?? '还不知道'} ${unit}`

/** Two or three counts that a page opens with, each with its icon and word; one below the other in 长辈版. */
export function Figures({ items }: { items: readonly Figure[] }) {
  return (
    <View className="card figures">
      {items.map((figure) => {
        const { word, tone, id, isOn, onTap } = figure
        if (!onTap)
          return (
            <View key={word} className={`figures-one ${tone}`} {...named('img', spokenOf(figure))}>
              <Inside {...figure} />
            </View>
          )
        return (
          <Tap
            key={word}
            id={id}
            className={`figures-one figures-tap ${isOn ? 'figures-on' : ''} ${tone}`}
            label={`${spokenOf(figure)}，只看这些`}
            isSelected={isOn}
            onTap={onTap}
          >
            <Inside {...figure} />
          </Tap>
        )
      })}
    </View>
  )
}
