import { View } from '@tarojs/components'
import { useState } from 'react'
import { ORDER_STATES, type OrderState } from '../../../../cloudfunctions/contract/orders'
import { useNow } from '../../../lib/clock'
import { pageState } from '../../../lib/page-state'
import { api } from '../../../lib/rpc'
import { usePages } from '../../../lib/use-pages'
import { OrderRow } from '../../../parts/orders/order-row'
import { stateWord } from '../../../parts/orders/standing'
import { paths } from '../../../paths'
import { Chips } from '../../../ui/chip'
import { ListEnd } from '../../../ui/list-cell'
import { States } from '../../../ui/page'
import { ChoiceChip } from './filters'

const STATES = ORDER_STATES.map((key) => ({ key, word: stateWord(key) }))

/** All orders of the place, ended ones too, newest first. */
export function Everything() {
  const moment = useNow()
  const [state, setState] = useState<OrderState | undefined>(undefined)
  const { query, items, isEmpty } = usePages(['orders', 'dispatch.list', { state }], (cursor) =>
    api.dispatch.list({ cursor, state }),
  )
  const sentence = state ? `现在没有${stateWord(state)}的单` : '本地方还没有单，有人提了就在这里'
  return (
    <>
      <Chips label="看哪一种">
        <ChoiceChip
          id="dispatch-state"
          about="状态"
          items={STATES}
          value={state ?? null}
          onPick={(picked) => setState(picked ?? undefined)}
        />
      </Chips>
      <States state={isEmpty ? { kind: 'empty', sentence } : pageState(query)} onRetry={query.refetch}>
        <View className="abreast mt2">
          {items.map((order) => (
            <OrderRow key={order.id} order={order} moment={moment} url={paths.dispatchOrder(order.id)} isPlaceShown />
          ))}
        </View>
        {query.hasNextPage ? null : <ListEnd />}
      </States>
    </>
  )
}
