import { useQuery } from '@tanstack/react-query'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { pageState } from '../../../lib/page-state'
import { api } from '../../../lib/rpc'
import { Card, Section } from '../../../ui/card'
import { Chip, Chips } from '../../../ui/chip'
import { ListCell } from '../../../ui/list-cell'
import { Page, type PageState } from '../../../ui/page'
import { GridDetail } from './grid-detail'
import { GroundMap } from './ground-map'
import { type Grid, gridWords, groundsOf, lightWords } from './grounds'
import '../secretary.css'

const EMPTY: PageState = { kind: 'empty', sentence: '这个社区还没有网格，导入地点以后这里能看到' }

interface Listed {
  grids: readonly Grid[]
  onChoose: (id: string) => void
}

/** The same as the map in words. */
function GridList({ grids, onChoose }: Listed) {
  return (
    <Card isTight>
      {grids.map((grid) => (
        <ListCell
          key={grid.id}
          id={`grid-${grid.id}`}
          icon="map-pin"
          title={grid.name}
          second={`${gridWords(grid)}${grid.border ? '' : '，还没画边界'}`}
          value={lightWords(grid.lights)}
          onTap={() => onChoose(grid.id)}
        />
      ))}
    </Card>
  )
}

interface CommunitiesProps {
  items: readonly { id: string; name: string }[]
  value: string
  onPick: (id: string) => void
}

function Communities({ items, value, onPick }: CommunitiesProps) {
  if (items.length < 2) return null
  return (
    <Chips label="看哪个社区">
      {items.map(({ id, name }) => (
        <Chip
          key={id}
          id={`community-${id}`}
          word={name}
          state={id === value ? 'on' : 'off'}
          onTap={() => onPick(id)}
        />
      ))}
    </Chips>
  )
}

/** The grids of a community on a map and as a list, and who stands for the one that is chosen. */
export default function GridMap() {
  const [communityId, pick] = useState<string | null>(null)
  const [chosenId, choose] = useState<string | null>(null)
  const input = communityId ? { communityId } : {}
  const query = useQuery({
    queryKey: ['organisation', 'organisation.grids', input],
    queryFn: () => api.organisation.grids(input),
  })
  const { community, communities = [], grids = [] } = query.data ?? {}
  const chosen = grids.find(({ id }) => id === chosenId)
  const state = query.data && grids.length === 0 ? EMPTY : pageState(query)
  return (
    <Page title="网格地图" className="at-desk" state={state} skeleton="detail" onRetry={query.refetch}>
      <Communities
        items={communities}
        value={community?.id ?? ''}
        onPick={(id) => {
          pick(id)
          choose(null)
        }}
      />
      <View className="abreast">
        <View className="card-column">
          <Card>
            <Section title={community?.name ?? ''} aside={`${grids.length} 个网格，点一个看`} />
            <GroundMap grounds={groundsOf(grids)} chosenId={chosenId} onChoose={choose} />
          </Card>
        </View>
        <View className="card-column">
          {chosen ? (
            <GridDetail grid={chosen} onClose={() => choose(null)} />
          ) : (
            <GridList grids={grids} onChoose={choose} />
          )}
        </View>
      </View>
    </Page>
  )
}
