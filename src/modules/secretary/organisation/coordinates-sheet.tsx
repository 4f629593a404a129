import { View } from '@tarojs/components'
import { useState } from 'react'
import type { Point } from '../../../../cloudfunctions/contract/places'
import { Button } from '../../../ui/button'
import { FieldRow, TextField } from '../../../ui/form-field'
import { Segmented } from '../../../ui/segmented'
import { Sheet } from '../../../ui/sheet'
import { type Datum, readCorners, textOf } from './coordinates'

const DATA = [
  { key: 'gcj02', word: '国内地图' },
  { key: 'wgs84', word: '卫星定位' },
] as const

interface CoordinatesSheetProps {
  corners: readonly Point[]
  onPut: (corners: readonly Point[]) => void
  onClose: () => void
}

/** All corners as text, for whoever has them as numbers or cannot point at a map. */
export function CoordinatesSheet({ corners, onPut, onClose }: CoordinatesSheetProps) {
  const [text, write] = useState(() => textOf(corners))
  const [datum, choose] = useState<Datum>('gcj02')
  const [error, complain] = useState<string>()
  const put = () => {
    const read = readCorners(text, datum)
    if ('error' in read) return complain(read.error)
    onPut(read.corners)
    onClose()
  }
  return (
    <Sheet
      isOpen
      title="按坐标改"
      onClose={onClose}
      footer={<Button id="coordinates-put" word="按这些坐标画" isWide onTap={put} />}
    >
      <View className="soft sheet-note">一行一个角，先经度再纬度，顺着边走一圈。</View>
      <TextField
        id="coordinates-text"
        label="各个角的坐标"
        example="116.3245,35.4205"
        isLong
        value={text}
        maxLength={6000}
        {...(error && { error })}
        onChange={(next) => {
          write(next)
          complain(undefined)
        }}
      />
      <FieldRow label="坐标哪来的">
        <Segmented id="datum" label="坐标哪来的" items={DATA} value={datum} onChange={choose} />
      </FieldRow>
    </Sheet>
  )
}
