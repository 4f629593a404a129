import Taro, { useDidHide, useDidShow } from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { startSound } from './sound'

const EVERY_MS = 2000

/** A phone without the means, or with it turned off, stays still. */
const shake = () => {
  Promise.resolve(Taro.vibrateLong()).catch(() => undefined)
}

/** `refused`: the phone or the browser plays nothing until somebody taps. */
export type Sound = 'on' | 'muted' | 'refused'

/**
 * Shakes and sounds while the page that calls this is looked at and the part stands; muted, it still shakes.
 * @returns how the sound stands, and how to turn it off and on
 */
export function useRinging() {
  const [isShown, setShown] = useState(true)
  const [sound, setSound] = useState<Sound>('on')
  useDidShow(() => setShown(true))
  useDidHide(() => setShown(false))
  useEffect(() => {
    if (!isShown) return
    shake()
    const timer = setInterval(shake, EVERY_MS)
    return () => clearInterval(timer)
  }, [isShown])
  useEffect(() => (isShown && sound === 'on' ? startSound(() => setSound('refused')) : undefined), [isShown, sound])
  return { sound, mute: () => setSound('muted'), unmute: () => setSound('on') }
}
