import { View } from '@tarojs/components'
import type { IconName } from './icon-names'
import { unspoken } from './named'

interface IconProps {
  name: IconName
  /** s 16, m 19, body 22, l 26; all grow in 长辈版. Inside a tag or tile the parent sizes it. */
  size?: 's' | 'm' | 'l'
  className?: string
}

/** A drawing in the colour of the text around it. Screen readers skip it: the words say the same. */
export function Icon({ name, size, className = '' }: IconProps) {
  return <View className={`i i-${name} ${size ?? ''} ${className}`} {...unspoken} />
}
