import { useState } from 'react'
import { OPEN_STATES } from '../../../../cloudfunctions/contract/orders'
import { useNow } from '../../../lib/clock'
import { countOf } from '../../../lib/format'
import { pageState } from '../../../lib/page-state'
import { api } from '../../../lib/rpc'
import { usePages } from '../../../lib/use-pages'
import { OrderRow } from '../../../parts/orders/order-row'
import { stateWord } from '../../../parts/orders/standing'
import { paths } from '../../../paths'
import { Chip, Chips } from '../../../ui/chip'
import { Figures } from '../../../ui/figures'
import { ListEnd } from '../../../ui/list-cell'
import { States } from '../../../ui/page'

type OpenState = (typeof OPEN_STATES)[number]
type Filter = 'all' | 'overdue' | OpenState

const wordOf = (filter: OpenState) => stateWord(filter)

/** What the server is asked for. */
const inputOf = (filter: Filter) =>
  filter === 'all' ? {} : filter === 'overdue' ? { isOverdueOnly: true } : { state: filter }

function emptyWords(filter: Filter): string {
  if (filter === 'all') return '没有没办完的单，有人提了就在这里'
  return filter === 'overdue' ? '没有超期的单' : `现在没有${wordOf(filter)}的单`
}

interface Counts {
  open: number
  overdue: number
  soon: number
}

function Lights({ counts }: { counts: Counts | undefined }) {
  const value = (key: keyof Counts) => (counts ? countOf(counts[key]) : null)
  return (
    <Figures
      items={[
        { word: '没办完', value: value('open'), unit: '件', icon: 'clipboard-list', tone: 'brand' },
        { word: '超期', value: value('overdue'), unit: '件', icon: 'alert-circle', tone: 'danger' },
        { word: '快到期', value: value('soon'), unit: '件', icon: 'alert-triangle', tone: 'warn' },
      ]}
    />
  )
}

function Filters({ filter, onChange }: { filter: Filter; onChange: (filter: Filter) => void }) {
  const chip = (key: Filter, word: string) => (
    <Chip key={key} id={`board-${key}`} word={word} state={key === filter ? 'on' : 'off'} onTap={() => onChange(key)} />
  )
  return (
    <Chips label="看哪一种">
      {chip('all', '全部没办完')}
      {chip('overdue', '只看超期')}
      {OPEN_STATES.map((state) => chip(state, wordOf(state)))}
    </Chips>
  )
}

/** What is still to be done, overdue first, and which of it is on show. */
export function useBoard() {
  const [filter, setFilter] = useState<Filter>('all')
  const pages = usePages(['orders', 'dispatch.board', inputOf(filter)], (cursor) =>
    api.dispatch.board({ cursor, ...inputOf(filter) }),
  )
  return { ...pages, filter, setFilter }
}

/** The open orders by their lights, with the counts of all of them. */
export function Board({ board }: { board: ReturnType<typeof useBoard> }) {
  const moment = useNow()
  const { query, items, first, isEmpty, filter, setFilter } = board
  const empty = { kind: 'empty', sentence: emptyWords(filter) } as const
  return (
    <>
      <Lights counts={first?.counts} />
      <Filters filter={filter} onChange={setFilter} />
      <States state={isEmpty ? empty : pageState(query)} onRetry={query.refetch}>
        {items.map((order) => (
          <OrderRow
            key={order.id}
            order={order}
            moment={moment}
            url={paths.dispatchOrder(order.id)}
            isPlaceShown
            isLit
          />
        ))}
        {query.hasNextPage ? null : <ListEnd />}
      </States>
    </>
  )
}
