import { View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '../../../ui/button'
import { Card } from '../../../ui/card'
import type { Notice } from './notice'
import { ReadButton } from './read-button'

/** Lines as they were written. */
const Lines = ({ text }: { text: string }) =>
  text.split('\n').map((line, at) => (
    <View key={at} className={at > 0 ? 'mt1' : ''}>
      {line}
    </View>
  ))

/** The text, or the same in plain words under its label; each one tap from the other. */
export function WordsShown({ notice: { title, body, plain } }: { notice: Notice }) {
  const [isPlain, setPlain] = useState(false)
  const text = isPlain ? plain.text : body
  return (
    <Card>
      {isPlain ? <View className="sub c-warn">{plain.label}</View> : null}
      <View className={isPlain ? 'mt1' : ''}>
        <Lines text={text} />
      </View>
      <View className="row wrap mt3">
        <Button
          id="notice-plain"
          word={isPlain ? '看原文' : '看大白话'}
          look="tint"
          icon={isPlain ? 'file-text' : 'message-2'}
          isSmall
          onTap={() => setPlain(!isPlain)}
        />
        <ReadButton text={`${title}。${text}`} />
      </View>
    </Card>
  )
}
