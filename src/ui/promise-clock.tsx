import { View } from '@tarojs/components'
import { Icon } from './icon'
import { named } from './named'

interface PromiseClockProps {
  /** brand: on time; warn: at most a working day left; danger: overdue; mute: paused, with a pause sign for hands. */
  tone: 'brand' | 'warn' | 'danger' | 'mute'
  /** Part of the promised time still left, 0 to 1; 0 when overdue. */
  part: number
  /** 离承诺时间还有, 已超, 已暂停. */
  lead: string
  /** 3 小时 12 分钟, as numbers and units; or one word without a unit. */
  figures: readonly { value: number | string; unit: string }[]
  /** 今天 17:30 前办好，只算工作时间; or the reason of a pause. */
  note: string
}

/** The promise as a ring that empties, with the rest in large figures. */
export function PromiseClock({ tone, part, lead, figures, note }: PromiseClockProps) {
  const degrees = Math.round(Math.min(1, Math.max(0, part)) * 360)
  const words = figures.map((figure) => `${figure.value} ${figure.unit}`.trim()).join(' ')
  return (
    <View className={`promise ${tone}`} {...named('img', `${lead} ${words}，${note}`)}>
      <View className="promise-ring">
        <View
          className="promise-arc"
          style={{ background: `conic-gradient(var(--f) ${degrees}deg, var(--sunk) ${degrees}deg)` }}
        />
        {tone === 'mute' ? (
          <View className="promise-still">
            <Icon name="player-pause" />
          </View>
        ) : (
          <View className="promise-hands" />
        )}
      </View>
      <View className="grow">
        <View className="sub soft">{lead}</View>
        <View className="promise-figures">
          {figures.map((figure) => (
            <View key={figure.unit} className="promise-figure">
              {figure.value}
              <View className="promise-unit">{figure.unit}</View>
            </View>
          ))}
        </View>
        <View className="sub soft mt1">{note}</View>
      </View>
    </View>
  )
}
