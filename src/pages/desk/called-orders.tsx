import { useQuery } from '@tanstack/react-query'
import { View } from '@tarojs/components'
import { useNow } from '../../lib/clock'
import { pageState } from '../../lib/page-state'
import { api } from '../../lib/rpc'
import { OrderRow } from '../../parts/orders/order-row'
import { paths } from '../../paths'
import { ListEnd } from '../../ui/list-cell'
import { States } from '../../ui/page'

const NONE = { kind: 'empty', sentence: '现在没有社区吹哨，来了这里马上出现' } as const

/** Orders for which the person's department was whistled, or called to help. */
export function CalledOrders() {
  const moment = useNow()
  const query = useQuery({ queryKey: ['orders', 'desk.called'], queryFn: () => api.desk.called({}) })
  return (
    <States state={query.data?.length === 0 ? NONE : pageState(query)} onRetry={query.refetch}>
      <View className="mt2">
        {query.data?.map((order) => (
          <OrderRow key={order.id} order={order} moment={moment} url={paths.deskOrder(order.id)} isPlaceShown isLit />
        ))}
        <ListEnd />
      </View>
    </States>
  )
}
