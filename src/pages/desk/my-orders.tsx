import { View } from '@tarojs/components'
import { useNow } from '../../lib/clock'
import { pageState } from '../../lib/page-state'
import { api } from '../../lib/rpc'
import { usePages } from '../../lib/use-pages'
import { OrderRow } from '../../parts/orders/order-row'
import { paths } from '../../paths'
import { ListEnd } from '../../ui/list-cell'
import { States } from '../../ui/page'

/** Orders in one's own hands; `from` names the list they come from. */
export function MyOrders({ from }: { from: string }) {
  const moment = useNow()
  const { query, items, isEmpty } = usePages(['orders', 'desk.mine'], (cursor) => api.desk.mine({ cursor }))
  const empty = { kind: 'empty', sentence: `手里没有单，去「${from}」看看` } as const
  return (
    <States state={isEmpty ? empty : pageState(query)} onRetry={query.refetch}>
      <View className="mt2">
        {items.map((order) => (
          <OrderRow key={order.id} order={order} moment={moment} url={paths.deskOrder(order.id)} isPlaceShown />
        ))}
        {query.hasNextPage ? null : <ListEnd />}
      </View>
    </States>
  )
}
