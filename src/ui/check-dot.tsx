import { View } from '@tarojs/components'
import { Icon } from './icon'

interface CheckDotProps {
  /** mixed: some of those below are chosen. */
  state: 'off' | 'on' | 'mixed' | 'disabled'
}

/** The mark of a choice; the row around it is the target and speaks it. */
export function CheckDot({ state }: CheckDotProps) {
  return <View className={`check check-${state}`}>{state === 'on' ? <Icon name="check" /> : null}</View>
}
