import { View } from '@tarojs/components'
import { countOf } from '../../../lib/format'
import { Card, Section } from '../../../ui/card'
import { unspoken } from '../../../ui/named'
import { Tap } from '../../../ui/tap'
import './people.css'

export interface Measured {
  key: string
  label: string
  /** Null where there are too few to be told. */
  count: number | null
}

interface MeterCardProps {
  title: string
  isExact: boolean
  rows: readonly Measured[]
  onTap?: ((key: string) => void) | undefined
}

/** 12 人; 约 10 人; 不到 5 人. */
export const countWords = (count: number | null, isExact: boolean): string => {
  if (count === null) return '不到 5 人'
  return isExact ? `${countOf(count)} 人` : `约 ${countOf(count)} 人`
}

function Row({ row, most, isExact }: { row: Measured; most: number; isExact: boolean }) {
  const share = most === 0 ? 0 : ((row.count ?? 0) / most) * 100
  return (
    <View className="grow">
      <View className="row wrap apart">
        <View className="md">{row.label}</View>
        <View className="soft">{countWords(row.count, isExact)}</View>
      </View>
      <View className="meter" {...unspoken}>
        <View className="meter-fill" style={{ width: `${share.toFixed(1)}%` }} />
      </View>
    </View>
  )
}

/** Counts beside each other, each with a bar and its figure in words. */
export function MeterCard({ title, isExact, rows, onTap }: MeterCardProps) {
  const most = Math.max(0, ...rows.map(({ count }) => count ?? 0))
  return (
    <Card>
      <Section title={title} aside={onTap ? '点一类看名单' : undefined} />
      {rows.map((row) =>
        onTap && row.count !== 0 ? (
          <Tap
            key={row.key}
            id={`count-${row.key}`}
            className="cell"
            label={`${row.label}，${countWords(row.count, isExact)}，看名单`}
            onTap={() => onTap(row.key)}
          >
            <Row row={row} most={most} isExact={isExact} />
          </Tap>
        ) : (
          <View key={row.key} className="cell">
            <Row row={row} most={most} isExact={isExact} />
          </View>
        ),
      )}
    </Card>
  )
}
