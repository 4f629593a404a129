import { View } from '@tarojs/components'
import { unspoken } from './named'
import './watermark.css'

/** So often as to cover a large screen and every sheet of a print. */
const MARKS = Array.from({ length: 40 }, (_, at) => `mark-${at}`)

/** Says across the whole page, faintly, whose screen this is: a picture of it leads back to who took it. */
export function Watermark({ words }: { words: string }) {
  return (
    <View className="watermark" {...unspoken}>
      <View className="watermark-field">
        {MARKS.map((key) => (
          <View key={key} className="watermark-one">
            {words}
          </View>
        ))}
      </View>
    </View>
  )
}
