import { useState } from 'react'
import { useNow } from '../../../../lib/clock'
import { pageState } from '../../../../lib/page-state'
import { api } from '../../../../lib/rpc'
import { usePages } from '../../../../lib/use-pages'
import { ListEnd } from '../../../../ui/list-cell'
import { States } from '../../../../ui/page'
import { type Filter, Filters } from './filters'
import { PublicRow } from './public-row'

const EVERYTHING: Filter = { states: 'all' }

/** The community's appeals, the newest first. */
export function ListSide({ communityId }: { communityId: string }) {
  const moment = useNow()
  const [filter, setFilter] = useState(EVERYTHING)
  const input = { communityId, ...filter }
  const { query, items, isEmpty } = usePages(['orders', 'publicAppeals.list', input], (cursor) =>
    api.publicAppeals.list({ cursor, ...input }),
  )
  const isFiltered = filter.states !== 'all' || filter.category !== undefined || filter.month !== undefined
  const empty = isFiltered
    ? { sentence: '没有这样的诉求', button: { word: '看全部诉求', onTap: () => setFilter(EVERYTHING) } }
    : { sentence: '这个社区还没有人提诉求，有人提了就在这里' }
  return (
    <>
      <Filters filter={filter} onChange={setFilter} />
      <States state={isEmpty ? { kind: 'empty', ...empty } : pageState(query)} onRetry={query.refetch}>
        {items.map((appeal) => (
          <PublicRow key={appeal.id} appeal={appeal} moment={moment} />
        ))}
        {query.hasNextPage ? null : <ListEnd />}
      </States>
    </>
  )
}
