import { useQueryClient } from '@tanstack/react-query'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { pageState } from '../../../../lib/page-state'
import { CommunityList } from '../../../../parts/places/community-list'
import type { Community } from '../../../../parts/places/use-community'
import { Card } from '../../../../ui/card'
import { ListCell } from '../../../../ui/list-cell'
import { Page, States } from '../../../../ui/page'
import { Segmented } from '../../../../ui/segmented'
import { Sheet } from '../../../../ui/sheet'
import { FiguresSide } from './figures-side'
import { ListSide } from './list-side'
import { MapSide } from './map-side'
import { useShownCommunity } from './use-shown-community'

type Side = 'list' | 'map' | 'figures'

const SIDES: { key: Side; word: string }[] = [
  { key: 'list', word: '列表' },
  { key: 'map', word: '地图' },
  { key: 'figures', word: '办得怎么样' },
]
const VIEWS = { list: ListSide, map: MapSide, figures: FiguresSide }

/** What is on show of a community; a new one is begun afresh. */
function Sides({ community }: { community: Community }) {
  const [side, setSide] = useState<Side>('list')
  const Shown = VIEWS[side]
  return (
    <>
      <View className="mt2">
        <Segmented id="public" label="怎么看" items={SIDES} value={side} onChange={setSide} />
      </View>
      <View className="mt2">
        <Shown key={community.id} communityId={community.id} />
      </View>
    </>
  )
}

export default function PublicAppeals() {
  const { community, query, pick } = useShownCommunity()
  const [isPicking, setPicking] = useState(false)
  const queries = useQueryClient()
  const choose = { word: '选一个社区', onTap: () => setPicking(true) }
  const missing = { kind: 'empty', sentence: '各个社区的诉求都公开，先选一个社区', button: choose } as const
  return (
    <Page title="诉求公开" onRetry={() => queries.invalidateQueries({ queryKey: ['orders'] })}>
      {community ? (
        <>
          <Card isTight>
            <ListCell
              id="public-community"
              icon="building-community"
              title={community.name}
              second="不含谁提的、说了什么"
              value="换社区"
              onTap={choose.onTap}
            />
          </Card>
          <Sides community={community} />
        </>
      ) : (
        <States state={query.data ? missing : pageState(query)} onRetry={query.refetch} />
      )}
      <Sheet isOpen={isPicking} title="看哪个社区" onClose={() => setPicking(false)}>
        <CommunityList
          current={community?.id ?? ''}
          onPick={(picked) => {
            pick(picked)
            setPicking(false)
          }}
        />
      </Sheet>
    </Page>
  )
}
