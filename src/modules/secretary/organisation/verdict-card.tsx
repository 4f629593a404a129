import { View } from '@tarojs/components'
import { countOf } from '../../../lib/format'
import type { api } from '../../../lib/rpc'
import { Card } from '../../../ui/card'
import { Icon } from '../../../ui/icon'
import type { IconName } from '../../../ui/icon-names'
import { spoken } from '../../../ui/named'

export type Verdict = Awaited<ReturnType<typeof api.organisation.checkBorder>>

interface Line {
  key: string
  icon: IconName
  words: string
  className: string
}

/** 檀溪苑1号楼 12 户、檀溪苑2号楼 12 户. */
export const leavingWords = ({ leaving }: Verdict): string =>
  leaving.map(({ label, homes }) => `${label} ${homes} 户`).join('、')

/** What a new border would mean, the gravest first. */
export function linesOf({ flaw, areaM2, overlaps, leaving, leavingHomes }: Verdict): Line[] {
  if (flaw) return [{ key: 'flaw', icon: 'alert-circle', words: flaw, className: 'c-danger' }]
  const overlapLine = ({ id, sentence, isTooMuch }: Verdict['overlaps'][number]): Line => ({
    key: id,
    icon: isTooMuch ? 'alert-circle' : 'info-circle',
    words: sentence,
    className: isTooMuch ? 'c-danger' : 'soft',
  })
  return [
    ...overlaps.map(overlapLine),
    ...(leaving.length > 0
      ? [
          {
            key: 'leaving',
            icon: 'alert-triangle' as const,
            words: `会有 ${leavingHomes} 户到网格外面：${leavingWords({ leaving } as Verdict)}`,
            className: 'c-warn',
          },
        ]
      : []),
    { key: 'area', icon: 'circle-check', words: `围了约 ${countOf(areaM2)} 平方米`, className: 'c-ok' },
  ]
}

/** Said below the map with every change. */
export function VerdictCard({ verdict }: { verdict: Verdict | undefined }) {
  return (
    <Card>
      <View {...spoken}>
        {verdict ? (
          linesOf(verdict).map(({ key, icon, words, className }) => (
            <View key={key} className={`row top mt1 ${className}`}>
              <Icon name={icon} size="m" />
              <View className="grow">{words}</View>
            </View>
          ))
        ) : (
          <View className="soft">正在核对边界</View>
        )}
      </View>
    </Card>
  )
}
