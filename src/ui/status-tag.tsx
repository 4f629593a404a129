import { View } from '@tarojs/components'
import { Icon } from './icon'
import type { IconName } from './icon-names'
import type { Tone } from './tones'

interface StatusTagProps {
  word: string
  icon?: IconName
  tone: Tone
  /** Filled red; for overdue alone. */
  isSolid?: boolean
}

/** Where a thing stands, in an icon and a word. */
export function StatusTag({ word, icon, tone, isSolid }: StatusTagProps) {
  return (
    <View className={`tag ${tone} ${isSolid ? 'tag-solid' : ''}`}>
      {icon ? <Icon name={icon} /> : null}
      <View>{word}</View>
    </View>
  )
}
