import Taro from '@tarojs/taro'
import { useEffect } from 'react'

const EVERY_MS = 2000

/** A phone without the means, or with it turned off, stays still. */
const shake = () => {
  Promise.resolve(Taro.vibrateLong()).catch(() => undefined)
}

/** Shakes the phone while an alarm waits on the screen. */
export function useRinging(isOn: boolean): void {
  useEffect(() => {
    if (!isOn) return
    shake()
    const timer = setInterval(shake, EVERY_MS)
    return () => clearInterval(timer)
  }, [isOn])
}
