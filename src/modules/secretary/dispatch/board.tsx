import { View } from '@tarojs/components'
import { useState } from 'react'
import type { AppealCategory } from '../../../../cloudfunctions/contract/governance/appeals'
import { type Light, OPEN_STATES } from '../../../../cloudfunctions/contract/orders'
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
import { Tap } from '../../../ui/tap'
import { CATEGORIES, ChoiceChip } from './filters'
import { MergeSheet } from './merge-sheet'

type OpenState = (typeof OPEN_STATES)[number]

interface Filter {
  light: Exclude<Light, 'green'> | null
  state: OpenState | null
  category: AppealCategory | null
}

const EVERYTHING: Filter = { light: null, state: null, category: null }
const STATES = OPEN_STATES.map((key) => ({ key, word: stateWord(key) }))

/** What the server is asked for. */
const inputOf = ({ light, state, category }: Filter) => ({
  ...(light && { light }),
  ...(state && { state }),
  ...(category && { category }),
})

const isFiltered = (filter: Filter) => Object.values(filter).some((value) => value !== null)

/** What is still to be done, overdue first, and which of it is on show. */
export function useBoard() {
  const [filter, setFilter] = useState<Filter>(EVERYTHING)
  const change = (part: Partial<Filter>) => setFilter((before) => ({ ...before, ...part }))
  const pages = usePages(['orders', 'dispatch.board', inputOf(filter)], (cursor) =>
    api.dispatch.board({ cursor, ...inputOf(filter) }),
  )
  // The figures stay while another filter's first page is on its way.
  const [counts, setCounts] = useState(pages.first?.counts)
  if (pages.first && pages.first.counts !== counts) setCounts(pages.first.counts)
  return { ...pages, counts, filter, change, clear: () => setFilter(EVERYTHING) }
}

type Shown = { board: ReturnType<typeof useBoard> }

/** The figures choose, too: a second tap lets go. */
function Lights({ board: { counts, filter, change } }: Shown) {
  const value = (key: 'open' | 'overdue' | 'soon') => (counts ? countOf(counts[key]) : null)
  const choice = (light: Filter['light']) => ({
    id: `board-${light ?? 'open'}`,
    isOn: filter.light === light,
    onTap: () => change({ light: filter.light === light ? null : light }),
  })
  return (
    <Figures
      items={[
        { word: '没办完', value: value('open'), unit: '件', icon: 'clipboard-list', tone: 'brand', ...choice(null) },
        { word: '超期', value: value('overdue'), unit: '件', icon: 'alert-circle', tone: 'danger', ...choice('red') },
        { word: '快到期', value: value('soon'), unit: '件', icon: 'alert-triangle', tone: 'warn', ...choice('yellow') },
      ]}
    />
  )
}

function Filters({ board: { filter, change, clear } }: Shown) {
  return (
    <Chips label="看哪一种">
      <ChoiceChip
        id="board-state"
        about="状态"
        items={STATES}
        value={filter.state}
        onPick={(state) => change({ state })}
      />
      <ChoiceChip
        id="board-category"
        about="类别"
        items={CATEGORIES}
        value={filter.category}
        onPick={(category) => change({ category })}
      />
      {isFiltered(filter) ? <Chip id="board-clear" word="筛选" isRemovable onTap={clear} /> : null}
    </Chips>
  )
}

const NOTHING = { kind: 'empty', sentence: '没有没办完的单，有人提了就在这里' } as const

/** The open orders by their lights, with the counts of all of them. */
export function Board({ board }: Shown) {
  const moment = useNow()
  const [mergingId, merge] = useState<string | null>(null)
  const { query, items, isEmpty, filter, clear } = board
  const button = { word: '看全部没办完的', onTap: clear }
  const empty = isFiltered(filter) ? ({ kind: 'empty', sentence: '这样筛选，现在没有单', button } as const) : NOTHING
  return (
    <>
      <Lights board={board} />
      <View className="mt2">
        <Filters board={board} />
      </View>
      <States state={isEmpty ? empty : pageState(query)} onRetry={query.refetch}>
        <View className="abreast mt2">
          {items.map((order) => (
            <OrderRow
              key={order.id}
              order={order}
              moment={moment}
              url={paths.dispatchOrder(order.id)}
              isPlaceShown
              isLit
            >
              {order.can.merge ? (
                <View className="card-act only-normal">
                  <Tap
                    id={`merge-${order.id}`}
                    className="word-tap sub md c-brand"
                    label={`并到同一件事，${order.title}`}
                    onTap={() => merge(order.id)}
                  >
                    并到同一件事
                  </Tap>
                </View>
              ) : null}
            </OrderRow>
          ))}
        </View>
        {query.hasNextPage ? null : <ListEnd />}
      </States>
      {mergingId ? <MergeSheet key={mergingId} id={mergingId} onClose={() => merge(null)} /> : null}
    </>
  )
}
