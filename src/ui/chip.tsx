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

interface ChipsProps {
  label: string
  /** Wraps into lines instead of scrolling sideways. */
  isWrapped?: boolean
}

/** A row of chips; it scrolls sideways, and wraps in 长辈版. */
export function Chips({ label, isWrapped, children }: PropsWithChildren<ChipsProps>) {
  return (
    <View className={`chips ${isWrapped ? 'chips-wrapped' : ''}`} {...named('list', label)}>
      {children}
    </View>
  )
}
