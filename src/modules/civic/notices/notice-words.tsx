import { View } from '@tarojs/components'
import { useEffect, useState } from 'react'
import { readAloud } from '../../../lib/read-aloud'
import { tell } from '../../../lib/tell'
import { Button } from '../../../ui/button'
import type { Notice } from './detail'

/** Spoken by the browser; in WeChat the phone itself reads, and we say how. */
function useVoice(text: string) {
  const [isSpeaking, setSpeaking] = useState(false)
  useEffect(() => {
    setSpeaking(false)
    return () => readAloud?.stop()
  }, [text])
  const toggle = () => {
    if (!readAloud) return tell('请打开手机设置里的“朗读屏幕”，两指从顶部下滑就会念')
    if (isSpeaking) readAloud.stop()
    else readAloud.start(text, () => setSpeaking(false))
    setSpeaking(!isSpeaking)
  }
  return { isSpeaking, toggle }
}

/** The text, or what the rules make of it in plain words; either can be listened to, the original is one tap away. */
export function NoticeWords({ notice: { title, body, plain } }: { notice: Notice }) {
  const [isPlain, setPlain] = useState(false)
  const words = isPlain ? plain.text : body
  const { isSpeaking, toggle } = useVoice(`${title}。${words}`)
  return (
    <>
      {isPlain ? <View className="foot soft mt2">{plain.label}</View> : null}
      <View className="mt3 long-text">{words}</View>
      <View className="notice-tools">
        <Button
          id="notice-plain"
          word={isPlain ? '看原文' : '看大白话'}
          look="tint"
          icon="message-2"
          isSmall
          onTap={() => setPlain(!isPlain)}
        />
        <Button
          id="notice-listen"
          word={isSpeaking ? '停下' : '听一遍'}
          look="tint"
          icon="volume"
          isSmall
          onTap={toggle}
        />
      </View>
    </>
  )
}
