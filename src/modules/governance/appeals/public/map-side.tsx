import { useQuery } from '@tanstack/react-query'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { APPEAL_CATEGORY_LABELS, GRID_ONLY_CATEGORIES } from '../../../../../cloudfunctions/contract/governance/appeals'
import { useLook } from '../../../../lib/elder'
import { openPage } from '../../../../lib/open-page'
import { pageState } from '../../../../lib/page-state'
import { api } from '../../../../lib/rpc'
import { standingOf } from '../../../../parts/orders/standing'
import { drawingOf } from '../../../../parts/places/drawing'
import { paths } from '../../../../paths'
import { Card, Section } from '../../../../ui/card'
import { ListCell } from '../../../../ui/list-cell'
import { States } from '../../../../ui/page'
import { SoftTile } from '../../../../ui/service-tile'
import { StatusTag } from '../../../../ui/status-tag'
import type { PublicPoint } from './public-appeal'
import { SpotMap } from './spot-map'
import { countsOf, countWords, KIND_LOOKS, KINDS, type Spot, spotsOf } from './spots'

/** A thumb's width by the map's. */
const THUMB_SHARE = { normal: 0.14, elder: 0.19 }
/** More rows than this nobody reads; the list has them all. */
const SPOTS_LISTED = 20
const NOT_ON_IT = GRID_ONLY_CATEGORIES.map((category) => APPEAL_CATEGORY_LABELS[category]).join('、')

function Legend({ points }: { points: readonly PublicPoint[] }) {
  const counts = countsOf(points)
  return (
    <View className="row wrap mt2">
      {KINDS.map((kind) => {
        const { word, icon, tone } = KIND_LOOKS[kind]
        return (
          <StatusTag key={kind} word={`${word} ${counts[kind]}`} icon={icon} tone={tone} isSolid={kind === 'red'} />
        )
      })}
    </View>
  )
}

/** The appeals of one spot. */
function Chosen({ spot, onClose }: { spot: Spot; onClose: () => void }) {
  return (
    <>
      <Section title={spot.name} aside={`${spot.points.length} 件`} />
      <Card isTight>
        {spot.points.map(({ id, categoryLabel, place, state, light }) => (
          <ListCell
            key={id}
            id={`point-${id}`}
            lead={<SoftTile {...KIND_LOOKS[light ?? 'done']} />}
            title={categoryLabel}
            second={`${place}，${standingOf({ state, isMine: false }).word}${light ? `，${KIND_LOOKS[light].word}` : ''}`}
            onTap={() => openPage(paths.publicAppeal(id))}
          />
        ))}
        <ListCell id="spots-all" icon="arrow-back-up" title="看别处" onTap={onClose} />
      </Card>
    </>
  )
}

/** The same as the map in words: for screen readers, and for whom a map tells little. */
function SpotList({ spots, onChoose }: { spots: readonly Spot[]; onChoose: (spot: Spot) => void }) {
  const rest = spots.length - SPOTS_LISTED
  return (
    <>
      <Section title="一处一处看" aside={rest > 0 ? `还有 ${rest} 处，在列表里看` : undefined} />
      <Card isTight>
        {spots.slice(0, SPOTS_LISTED).map((spot) => (
          <ListCell
            key={spot.key}
            id={`place-${spot.key}`}
            lead={<SoftTile {...KIND_LOOKS[spot.kind]} />}
            title={spot.name}
            second={countWords(spot.points)}
            onTap={() => onChoose(spot)}
          />
        ))}
      </Card>
    </>
  )
}

/** Where the appeals of the last 90 days are. */
export function MapSide({ communityId }: { communityId: string }) {
  const [chosenKey, choose] = useState<string | null>(null)
  const query = useQuery({
    queryKey: ['orders', 'publicAppeals.map', { communityId }],
    queryFn: () => api.publicAppeals.map({ communityId }),
  })
  const { points = [], grids = [] } = query.data ?? {}
  const { isElder } = useLook()
  const borders = grids.map(({ border }) => border)
  const spots = spotsOf(points, THUMB_SHARE[isElder ? 'elder' : 'normal'] / (drawingOf(borders, points)?.scale ?? 1))
  const chosen = spots.find(({ key }) => key === chosenKey) ?? null
  const empty = { kind: 'empty', sentence: '近 90 天没有能放在图上的诉求' } as const
  const isEmpty = query.data !== undefined && points.length === 0
  return (
    <States state={isEmpty ? empty : pageState(query)} skeleton="detail" onRetry={query.refetch}>
      <Card>
        <SpotMap spots={spots} grids={grids} chosen={chosen} onChoose={({ key }) => choose(key)} />
        <Legend points={points} />
        <View className="foot faint mt2">{`近 90 天的，位置精确到约 100 米。${NOT_ON_IT}只说到网格，不上图`}</View>
      </Card>
      {chosen ? (
        <Chosen spot={chosen} onClose={() => choose(null)} />
      ) : (
        <SpotList spots={spots} onChoose={({ key }) => choose(key)} />
      )}
    </States>
  )
}
