import { View } from '@tarojs/components'
import { useLook } from '../lib/elder'
import { CheckDot } from './check-dot'
import { named } from './named'
import { Tap } from './tap'

interface SegmentedProps<K extends string> {
  /** Each item is `<id>-<key>`. */
  id: string
  /** Two to four, each a word or two; may carry a count: 要我办 3. */
  items: readonly { key: K; word: string }[]
  value: K
  /** What the choice is about. */
  label: string
  onChange: (key: K) => void
}

/** Characters that fit beside each other at the normal size. */
const FITS = 14

/** A choice of few. Where large letters do not fit side by side it becomes a list. */
export function Segmented<K extends string>({ id, items, value, label, onChange }: SegmentedProps<K>) {
  const { isElder, scale } = useLook()
  const letters = items.reduce((sum, item) => sum + item.word.length, 0)
  const isList = letters * scale * (isElder ? 1.43 : 1) > FITS
  return (
    <View className={isList ? 'seg-list' : 'seg'} {...named('tablist', label)}>
      {items.map((item) => {
        const isSelected = item.key === value
        return (
          <Tap
            key={item.key}
            id={`${id}-${item.key}`}
            className={`${isList ? 'cell' : 'seg-item'} ${isSelected ? 'seg-on' : ''}`}
            role={isList ? 'radio' : 'tab'}
            label={item.word}
            isSelected={isList ? undefined : isSelected}
            isChecked={isList ? isSelected : undefined}
            onTap={() => onChange(item.key)}
          >
            <View className="grow">{item.word}</View>
            {isList ? <CheckDot state={isSelected ? 'on' : 'off'} /> : null}
          </Tap>
        )
      })}
    </View>
  )
}
