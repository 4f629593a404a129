import { useEffect, useRef, useState } from 'react'
import { readAloud } from '../../../lib/read-aloud'
import { tell } from '../../../lib/tell'
import { Button } from '../../../ui/button'

const NO_VOICE = '这里读不出声。打开手机设置里的“屏幕朗读”，手机就能念给您听'

/** 听一遍: reads the text on the screen, or says how the phone itself can. Leaving the page silences it. */
export function ReadButton({ text }: { text: string }) {
  const [isReading, setReading] = useState(false)
  const stop = useRef<(() => void) | null>(null)
  const silence = () => {
    stop.current?.()
    stop.current = null
  }
  useEffect(() => silence, [text])
  const tap = () => {
    if (!readAloud) return tell(NO_VOICE)
    if (isReading) return silence()
    setReading(true)
    stop.current = readAloud(text, () => setReading(false))
  }
  return (
    <Button
      id="notice-read-aloud"
      word={isReading ? '先停下' : '听一遍'}
      look="outline"
      icon={isReading ? 'player-pause' : 'player-play'}
      isSmall
      onTap={tap}
    />
  )
}
