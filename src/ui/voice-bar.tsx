import { View } from '@tarojs/components'
import { usePlayer } from '../lib/player'
import { addressOf } from '../lib/transport'
import { Icon } from './icon'
import { named } from './named'
import { Tap } from './tap'

interface VoiceBarProps {
  id?: string
  /** Null while the check is not done or has refused it. */
  url: string | null
  seconds: number
}

/** A voice note to be heard: a tap plays it, another one stops. */
export function VoiceBar({ id, url, seconds }: VoiceBarProps) {
  const { isPlaying, toggle } = usePlayer(url ? addressOf(url) : '')
  const length = `语音 ${Math.max(1, Math.round(seconds))} 秒`
  if (!url) {
    return (
      <View className="voice-bar voice-bar-hidden" {...named('img', `${length}，正在审核`)}>
        <Icon name="hourglass-empty" size="m" />
        <View>{`${length}，审核中`}</View>
      </View>
    )
  }
  return (
    <Tap
      id={id}
      className={`voice-bar ${isPlaying ? 'voice-bar-on' : ''}`}
      label={isPlaying ? `停下，${length}` : `播放${length}`}
      onTap={toggle}
    >
      <View className="voice-bar-face">
        <Icon name={isPlaying ? 'player-pause' : 'player-play'} size="m" />
        <View>{isPlaying ? `正在放 · ${length}` : length}</View>
      </View>
    </Tap>
  )
}
