import { View } from '@tarojs/components'
import { Icon } from './icon'
import { named } from './named'

interface AlarmClockProps {
  /** 已响. */
  about: string
  /** 00:47. */
  clock: string
  /** What happens next by itself. */
  next: string
}

/** The head of an alarm's red page. Its sentence is spoken once as it changes; the seconds are not. */
export function AlarmClock({ about, clock, next }: AlarmClockProps) {
  return (
    <View className="alarm-clock">
      <View className="alarm-ring">
        <Icon name="urgent" className="alarm-lamp" />
      </View>
      <View className="grow" {...named('img', `${about} ${clock}，${next}`)}>
        <View className="sub">{about}</View>
        <View className="alarm-time">{clock}</View>
        <View className="sub">{next}</View>
      </View>
    </View>
  )
}
