import { View } from '@tarojs/components'
import { useEffect, useState } from 'react'
import { ORDER_KIND_LABELS, type OrderKindName } from '../../../cloudfunctions/contract/orders'
import type { Point } from '../../../cloudfunctions/contract/places'
import { useNow } from '../../lib/clock'
import { isLocationAllowed, locate } from '../../lib/location'
import { openPage } from '../../lib/open-page'
import { pageState } from '../../lib/page-state'
import { api } from '../../lib/rpc'
import { type Me, useSession } from '../../lib/session'
import { tell } from '../../lib/tell'
import { usePages } from '../../lib/use-pages'
import { isWorking } from '../../parts/posts'
import { paths } from '../../paths'
import { Chip, Chips } from '../../ui/chip'
import { ListEnd } from '../../ui/list-cell'
import { NoticeBar } from '../../ui/notice-bar'
import { type PageState, States } from '../../ui/page'
import { PoolCard } from './pool-card'

/** About a hundred metres: finer steps would re-sort the list while one walks. */
const roughly = ({ lat, lng }: Point): Point => ({
  lat: Math.round(lat * 1000) / 1000,
  lng: Math.round(lng * 1000) / 1000,
})

/** Where the worker stands; looked for by itself only where that asks nothing. */
function usePoint() {
  const [point, setPoint] = useState<Point | null>(null)
  const look = async (isAsked: boolean) => {
    const found = await locate()
    if (found.kind === 'located') setPoint(roughly(found.at))
    else if (isAsked) tell('没定到位，先按急的排')
  }
  useEffect(() => {
    void isLocationAllowed().then((isAllowed) => (isAllowed ? look(false) : undefined))
  }, [])
  return { point, ask: () => void look(true) }
}

interface KindsProps {
  counts: Record<string, number>
  kind: string | undefined
  onChange: (kind: string | undefined) => void
}

/** How many in all. */
export const sumOf = (counts: Record<string, number>) => Object.values(counts).reduce((sum, count) => sum + count, 0)

/** Worth a row only where there is something to choose between. */
function Kinds({ counts, kind, onChange }: KindsProps) {
  const kinds = Object.keys(counts)
  if (kinds.length < 2 && !kind) return null
  return (
    <Chips label="看哪一类">
      <Chip
        id="desk-all"
        word={`全部 ${sumOf(counts)}`}
        state={kind ? 'off' : 'on'}
        onTap={() => onChange(undefined)}
      />
      {kinds.map((one) => (
        <Chip
          key={one}
          id={`desk-kind-${one}`}
          word={`${ORDER_KIND_LABELS[one as OrderKindName]} ${counts[one]}`}
          state={one === kind ? 'on' : 'off'}
          onTap={() => onChange(one)}
        />
      ))}
    </Chips>
  )
}

/** What may be taken: the list, its counts by kind, and where one stands. */
export function usePool() {
  const { point, ask } = usePoint()
  const [kind, setKind] = useState<string | undefined>(undefined)
  const list = usePages(
    ['orders', 'desk.list', { kind, point }],
    (cursor) => api.desk.list({ cursor, kind, ...(point && { point }) }),
    { isSame: ([, , last]) => (last as { kind?: string }).kind === kind },
  )
  const counts = list.first?.counts ?? {}
  return { ...list, counts, kind, setKind, point, ask }
}

const TO_DISPATCH = { word: '去派单看板', onTap: () => openPage(paths.dispatch) }

/** Who supervises is in no pool: their place is the board. */
function emptyFor(me: Me | undefined): PageState {
  const isSupervisor = me?.isSupervisor ?? false
  if (isSupervisor && me && !isWorking(me))
    return { kind: 'empty', sentence: '您这里不用接单，谁在办、办到哪，都在派单看板', button: TO_DISPATCH }
  const sentence = '现在没有能接的单，来了新单这里马上出现'
  return { kind: 'empty', sentence, ...(isSupervisor && { button: TO_DISPATCH }) }
}

interface PoolProps {
  pool: ReturnType<typeof usePool>
  onAccepted: (accepted: { id: string; title: string; until: string }) => void
}

/** Orders that may be taken, the most urgent and nearest first. */
export function Pool({ pool, onAccepted }: PoolProps) {
  const moment = useNow()
  const { query, items, isEmpty, counts, kind, setKind, point, ask } = pool
  const { me } = useSession()
  return (
    <View className="mt2">
      {point || isEmpty ? null : (
        <NoticeBar id="desk-locate" kind="offer" icon="map-pin" words="近的排前面" action="打开定位" onTap={ask} />
      )}
      <Kinds counts={counts} kind={kind} onChange={setKind} />
      <States state={isEmpty ? emptyFor(me) : pageState(query)} onRetry={query.refetch}>
        {items.map((order) => (
          <PoolCard key={order.id} order={order} moment={moment} onAccepted={onAccepted} />
        ))}
        {query.hasNextPage ? null : <ListEnd />}
      </States>
    </View>
  )
}
