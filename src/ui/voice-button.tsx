import { View } from '@tarojs/components'
import { useRef } from 'react'
import { Icon } from './icon'
import { named } from './named'

/** failed: nothing was understood, to be said again; refused: the microphone is not allowed. */
export type VoiceState = 'idle' | 'recording' | 'recognising' | 'failed' | 'refused'

const WORDS: Record<VoiceState, string> = {
  idle: '按住说',
  recording: '松开就好',
  recognising: '在转文字',
  failed: '再说一次',
  refused: '打开麦克风',
}

interface VoiceButtonProps {
  id: string
  state: VoiceState
  /** A finger went down on it. */
  onHold: () => void
  onRelease: () => void
  /** A short touch, a click, a key: no hold. */
  onTap: () => void
}

/** Shorter than this is a tap. */
const HOLD_MS = 300
/** After a touch a browser makes a click of its own. */
const ECHO_MS = 600

/** The microphone in the action bar: held while speaking, or tapped. */
export function VoiceButton({ id, state, onHold, onRelease, onTap }: VoiceButtonProps) {
  const downAt = useRef(0)
  const upAt = useRef(0)
  const release = () => {
    upAt.current = Date.now()
    if (upAt.current - downAt.current < HOLD_MS) onTap()
    else onRelease()
  }
  const keyboard = process.env.TARO_ENV === 'h5' ? { tabIndex: 0 } : {}
  return (
    <View
      id={id}
      className={`tap btn btn-tint voice-button voice-button-${state}`}
      hoverClass="pressed"
      hoverStayTime={120}
      onTouchStart={() => {
        downAt.current = Date.now()
        onHold()
      }}
      onTouchEnd={release}
      onTouchCancel={onRelease}
      onClick={() => {
        if (Date.now() - upAt.current > ECHO_MS) onTap()
      }}
      {...keyboard}
      {...named('button', state === 'idle' ? '按住说话，或者点一下再说' : WORDS[state])}
    >
      {state === 'recognising' ? <View className="btn-ring" /> : <Icon name="microphone" />}
      <View className="btn-word">{WORDS[state]}</View>
    </View>
  )
}
