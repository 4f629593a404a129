import { View } from '@tarojs/components'
import { useLook } from '../../lib/elder'
import { RECORD_SECONDS_MAX } from '../../lib/recorder'
import { Icon } from '../../ui/icon'
import { spoken } from '../../ui/named'
import { Tap } from '../../ui/tap'
import { VoiceBar } from '../../ui/voice-bar'
import { VoiceButton, type VoiceState } from '../../ui/voice-button'
import { VoiceSheet } from '../../ui/voice-sheet'
import type { Tell } from './use-tell'

function stateOf({ draft, voice }: Tell): VoiceState {
  if (voice.recorder.state === 'recording' || voice.recorder.state === 'refused') return voice.recorder.state
  if (voice.note && (voice.state === 'uploading' || voice.isRecognising)) return 'recognising'
  return voice.note && draft.hearing === 'unclear' ? 'failed' : 'idle'
}

/** The microphone beside the main action. Held in any look; in 长辈版 a tap begins too, else a tap shows how to. */
export function TellVoiceButton({ tell }: { tell: Tell }) {
  const { isElder } = useLook()
  const { recorder } = tell.voice
  return (
    <VoiceButton
      id="appeal-voice"
      state={stateOf(tell)}
      onHold={() => recorder.start(true)}
      onRelease={recorder.stop}
      onTap={isElder ? () => recorder.start(false) : recorder.offer}
    />
  )
}

/** The sheet over the form while something is being said. */
export function TellVoiceSheet({ tell, hint }: { tell: Tell; hint: string }) {
  const { recorder } = tell.voice
  return (
    <VoiceSheet
      state={recorder.state}
      seconds={recorder.seconds}
      secondsMax={RECORD_SECONDS_MAX}
      level={recorder.level}
      isHeld={recorder.isHeld}
      hint={hint}
      onStart={() => recorder.start(false)}
      onStop={recorder.stop}
      onOpenSetting={recorder.openSetting}
      onClose={recorder.close}
    />
  )
}

function lineOf({ draft, voice }: Tell): string {
  if (voice.state === 'waiting') return '网络好了再转成文字，录音先留着'
  if (voice.state === 'guest') return '登录后转成文字'
  if (voice.state === 'failed') return '没传上，去掉后再说一次'
  if (draft.hearing === 'unclear') return '没听清，再说一次，或者直接交录音'
  if (draft.hearing === 'off') return '现在转不成文字，录音会一起交上去'
  return draft.hearing === 'heard' ? '已转成文字，点文字可以改' : '正在转成文字'
}

/** The voice note of a form: heard again, what became of its words, and a way to take it out. */
export function VoiceLine({ tell }: { tell: Tell }) {
  const { note, remove } = tell.voice
  if (!note) return null
  return (
    <View className="voice-line">
      {note.path ? <VoiceBar id="appeal-voice-play" url={note.path} seconds={note.seconds ?? 0} /> : null}
      <View className="grow foot soft" {...spoken}>
        {lineOf(tell)}
      </View>
      <Tap id="appeal-voice-remove" className="voice-remove" label="去掉录音" onTap={() => remove(note.id)}>
        <Icon name="x" size="m" />
      </Tap>
    </View>
  )
}
