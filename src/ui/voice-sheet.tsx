import { View } from '@tarojs/components'
import type { RecorderState } from '../lib/use-recorder'
import { Button } from './button'
import { Icon } from './icon'
import { named, spoken, unspoken } from './named'
import { Sheet } from './sheet'

/** How high each stroke stands at full loudness. */
const STROKES = [0.35, 0.6, 0.85, 0.55, 1, 0.7, 0.9, 0.5, 0.75, 0.4, 0.3]
const STROKE_PX = 66
/** Where the phone does not tell how loud it is, the strokes stand still at this. */
const UNKNOWN_LEVEL = 0.3

function Level({ level }: { level: number | null }) {
  const shown = level ?? UNKNOWN_LEVEL
  return (
    <View className="voice-level" {...unspoken}>
      {STROKES.map((share, at) => (
        <View
          key={at}
          className="voice-stroke"
          style={{ height: `${Math.max(6, Math.round(share * shown * STROKE_PX))}px` }}
        />
      ))}
    </View>
  )
}

interface VoiceSheetProps {
  state: RecorderState
  seconds: number
  secondsMax: number
  /** 0 to 1; null where it is not known. */
  level: number | null
  /** Held by a finger, so that letting go ends it. */
  isHeld: boolean
  /** What to say, e.g. 出了什么事，在哪儿. */
  hint: string
  onStart: () => void
  onStop: () => void
  onOpenSetting: () => void
  onClose: () => void
}

function Recording({ seconds, secondsMax, level, isHeld, onStop }: VoiceSheetProps) {
  const left = secondsMax - seconds
  return (
    <>
      <Level level={level} />
      <View className="voice-seconds" {...named('status', `说了 ${seconds} 秒`)}>{`${seconds} 秒`}</View>
      <View className="soft" {...spoken}>
        {left <= 10 ? `还能说 ${left} 秒` : isHeld ? '松开就好' : '说完点下面'}
      </View>
      {isHeld ? null : <Button id="voice-stop" word="说完了" icon="check" onTap={onStop} />}
    </>
  )
}

/** A browser has no settings to open: it asks again, or says where it does not. */
function Refused({ onOpenSetting, onStart }: VoiceSheetProps) {
  if (process.env.TARO_ENV === 'h5') {
    return (
      <>
        <View>麦克风没打开，在浏览器的地址栏里允许后再说</View>
        <Button id="voice-again" word="再说一次" icon="microphone" onTap={onStart} />
      </>
    )
  }
  return (
    <>
      <View>麦克风没打开，打开就能说</View>
      <Button id="voice-setting" word="去打开麦克风" icon="microphone" onTap={onOpenSetting} />
    </>
  )
}

function Ready({ state, hint, onStart }: VoiceSheetProps) {
  return (
    <>
      <Icon name="microphone" size="l" className="c-brand" />
      <View className="soft">{hint}</View>
      <Button id="voice-start" word="开始说" icon="microphone" isBusy={state === 'asking'} onTap={onStart} />
    </>
  )
}

/** While something is being said: how long, how loud, and how to end it. */
export function VoiceSheet(props: VoiceSheetProps) {
  const { state, onClose } = props
  const Part = state === 'recording' ? Recording : state === 'refused' ? Refused : Ready
  return (
    <Sheet isOpen={state !== 'closed'} title={state === 'recording' ? '正在听您说' : '说一说'} onClose={onClose}>
      <View className="voice-sheet">
        <Part {...props} />
      </View>
    </Sheet>
  )
}
