import Taro from '@tarojs/taro'
import { useCallback, useEffect, useRef, useState } from 'react'
import { tell } from './tell'

/** One sound at a time: the next one silences it. */
let silence: (() => void) | null = null

/** Plays a sound. `src`: an address, or where the phone keeps it. */
export function usePlayer(src: string) {
  const [isPlaying, setPlaying] = useState(false)
  const audio = useRef<Taro.InnerAudioContext | null>(null)

  const stop = useCallback(() => {
    audio.current?.destroy()
    audio.current = null
    setPlaying(false)
  }, [])

  const play = useCallback(() => {
    silence?.()
    silence = stop
    const made = Taro.createInnerAudioContext()
    audio.current = made
    made.onEnded(stop)
    made.onError(() => {
      if (audio.current !== made) return
      stop()
      tell('没放出来，稍后再点一下')
    })
    made.src = src
    made.play()
    setPlaying(true)
  }, [src, stop])

  useEffect(() => stop, [stop])

  return { isPlaying, toggle: isPlaying ? stop : play }
}
