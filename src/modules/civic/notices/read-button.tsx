import { useEffect, useRef, useState } from 'react'
import { readAloud } from '../../../lib/read-aloud'
import { tell } from '../../../lib/tell'
import { Button, type ButtonLook } from '../../../ui/button'

const NO_VOICE = '这里读不出声。打开手机设置里的“屏幕朗读”，手机就能念给您听'

const NOTHING = '先写标题或内容，再听一遍'

interface ReadButtonProps {
  text: string
  look?: ButtonLook
}

/** 听一遍: reads the text on the screen, or says how the phone itself can. Leaving the page, or writing on, silences it. */
export function ReadButton({ text, look = 'outline' }: ReadButtonProps) {
  const [isReading, setReading] = useState(false)
  const stop = useRef<(() => void) | null>(null)
  const silence = () => {
    stop.current?.()
    stop.current = null
  }
  useEffect(() => silence, [text])
  const tap = () => {
    if (text.trim() === '') return tell(NOTHING)
    if (!readAloud) return tell(NO_VOICE)
    if (isReading) return silence()
    setReading(true)
    stop.current = readAloud(text, () => setReading(false))
  }
  return (
    <Button
      id="notice-read-aloud"
      word={isReading ? '先停下' : '听一遍'}
      look={look}
      icon={isReading ? 'player-pause' : 'player-play'}
      isSmall
      onTap={tap}
    />
  )
}
