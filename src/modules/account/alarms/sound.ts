import Taro from '@tarojs/taro'
import { siren } from './siren'

/** Sounds an alarm must not be kept from by the phone's silent switch, unlike others. */
const heedSilence = (obeyMuteSwitch: boolean) =>
  Promise.resolve(Taro.setInnerAudioOption({ obeyMuteSwitch })).catch(() => undefined)

/**
 * Sounds the alarm over and over until the answer is called.
 * @param onRefused the phone does not play it
 */
export function startSound(onRefused: () => void): () => void {
  const file = `${Taro.env.USER_DATA_PATH}/alarm.wav`
  const audio = Taro.createInnerAudioContext()
  let isStopped = false
  audio.onError(() => {
    if (!isStopped) onRefused()
  })
  Taro.getFileSystemManager().writeFile({
    filePath: file,
    data: siren(),
    success: () => {
      if (isStopped) return
      audio.src = file
      audio.loop = true
      audio.play()
    },
    fail: () => {
      if (!isStopped) onRefused()
    },
  })
  void heedSilence(false)
  return () => {
    isStopped = true
    audio.stop()
    audio.destroy()
    void heedSilence(true)
  }
}
