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
  /** Of several places together. */
  isSum?: boolean
  rows: readonly Measured[]
  onTap?: ((key: string) => void) | undefined
}

/** 12 人; 约 10 人; 不到 5 人, which of a sum is true of each place alone. */
export const countWords = (count: number | null, isExact: boolean, isSum = false): string => {
  if (count === null) return isSum ? '每处都不到 5 人' : '不到 5 人'
  return isExact ? `${countOf(count)} 人` : `约 ${countOf(count)} 人`
}

interface RowProps extends Pick<MeterCardProps, 'isExact' | 'isSum'> {
  row: Measured
  most: number
}

function Row({ row, most, isExact, isSum }: RowProps) {
  const share = most === 0 ? 0 : ((row.count ?? 0) / most) * 100
  return (
    <View className="grow">
      <View className="row wrap apart">
        <View className="md">{row.label}</View>
        <View className="soft">{countWords(row.count, isExact, isSum)}</View>
      </View>
      <View className="meter" {...unspoken}>
        <View className="meter-fill" style={{ width: `${share.toFixed(1)}%` }} />
      </View>
    </View>
  )
}

/** Counts beside each other, each with a bar and its figure in words. */
export function MeterCard({ title, isExact, isSum, rows, onTap }: MeterCardProps) {
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
            label={`${row.label}，${countWords(row.count, isExact, isSum)}，看名单`}
            onTap={() => onTap(row.key)}
          >
            <Row row={row} most={most} isExact={isExact} isSum={isSum} />
          </Tap>
        ) : (
          <View key={row.key} className="cell">
            <Row row={row} most={most} isExact={isExact} isSum={isSum} />
          </View>
        ),
      )}
    </Card>
  )
}
