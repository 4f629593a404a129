import { ORDER_STATE_LABELS } from '../../../../cloudfunctions/contract/orders'
import { useNow } from '../../../lib/clock'
import { promiseOf } from '../../../lib/format'
import { pageState } from '../../../lib/page-state'
import { api } from '../../../lib/rpc'
import { usePages } from '../../../lib/use-pages'
import { ListEnd } from '../../../ui/list-cell'
import { OrderCard } from '../../../ui/order-card'
import { Page } from '../../../ui/page'
import { StatusTag } from '../../../ui/status-tag'

export default function DispatchBoard() {
  const moment = useNow()
  const { query, items, isEmpty } = usePages(['orders', 'dispatch.list'], (cursor) => api.dispatch.list({ cursor }))
  return (
    <Page
      title="派单看板"
      state={isEmpty ? { kind: 'empty', sentence: '本社区的单都在这里' } : pageState(query)}
      onRetry={() => void query.refetch()}
    >
      {items.map((order) => (
        <OrderCard
          key={order.id}
          title={order.title}
          tag={<StatusTag word={ORDER_STATE_LABELS[order.state]} tone="brand" />}
          promise={{ words: promiseOf(order.promisedAt, moment), tone: 'brand' }}
          holder={order.holder ? `${order.holder.name}在办` : undefined}
          place={order.placeText}
          steps={order.steps}
        />
      ))}
      {query.hasNextPage ? null : <ListEnd />}
    </Page>
  )
}
