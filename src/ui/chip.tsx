import { View } from '@tarojs/components'
import type { PropsWithChildren } from 'react'
import { Icon } from './icon'
import { named } from './named'
import { Tap } from './tap'

interface ChipProps {
  id?: string
  word: string
  /** on: this filter is the one shown; selected: one of several chosen. */
  state?: 'off' | 'on' | 'selected'
  /** Draws ✕: a tap takes it away. */
  isRemovable?: boolean
  onTap: () => void
}

/** A small choice; 36 drawn, 44 touched. */
export function Chip({ id, word, state = 'off', isRemovable, onTap }: ChipProps) {
  return (
    <Tap
      id={id}
      className={`chip chip-${state}`}
      label={isRemovable ? `去掉 ${word}` : word}
      isSelected={isRemovable ? undefined : state !== 'off'}
      onTap={onTap}
    >
      <View className="chip-face">
        <View>{word}</View>
        {isRemovable ? <Icon name="x" size="s" /> : null}
      </View>
    </Tap>
  )
}

/** Chips in as many lines as they need: one beyond the screen's edge would never be found. */
export function Chips({ label, children }: PropsWithChildren<{ label: string }>) {
  return (
    <View className="chips" {...named('list', label)}>
      {children}
    </View>
  )
}
