import { View } from '@tarojs/components'

/** Draws on or off; the row around it is the control. */
export function Switch({ isOn }: { isOn: boolean }) {
  return <View className={`switch ${isOn ? 'switch-on' : ''}`} />
}
