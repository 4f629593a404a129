import { View } from '@tarojs/components'
import { countOf } from '../lib/format'
import { named, unspoken } from './named'
// Not in app.css: it stands in subpackages alone.
import './split-bar.css'

export interface Part {
  key: string
  /** 微信提醒. */
  word: string
  count: number
  colour: 'c1' | 'c2' | 'c3' | 'c4' | 'pale' | 'none'
}

/** A whole in its parts: a bar, each part as long as its share. Its words stand beside it, as `SplitKeys` or otherwise. */
export function SplitBar({ parts, label }: { parts: readonly Part[]; label: string }) {
  const said = parts.map(({ word, count }) => `${word} ${count}`).join('，')
  return (
    <View className="split" {...named('img', `${label}：${said}`)}>
      {parts
        .filter(({ count }) => count > 0)
        .map(({ key, count, colour }) => (
          <View key={key} className={`split-part split-${colour}`} style={{ flex: count }} {...unspoken} />
        ))}
    </View>
  )
}

/** What each colour of the bar is, with its figure: 短信 268 人. */
export function SplitKeys({ parts, unit }: { parts: readonly Part[]; unit: string }) {
  return (
    <View className="split-keys">
      {parts.map(({ key, word, count, colour }) => (
        <View key={key} className="split-one">
          <View className={`split-dot split-${colour}`} {...unspoken} />
          <View className="grow soft">{word}</View>
          <View className="b unbroken">{`${countOf(count)} ${unit}`}</View>
        </View>
      ))}
    </View>
  )
}
