import { View } from '@tarojs/components'
import type { PropsWithChildren } from 'react'
import { spoken } from './named'

/** Says above the bottom bar what has just happened, with what may still be done about it as buttons. */
export function FloatingBar({ words, children }: PropsWithChildren<{ words: string }>) {
  return (
    <View className="floating" {...spoken}>
      <View className="md">{words}</View>
      <View className="floating-buttons">{children}</View>
    </View>
  )
}
