import Taro from '@tarojs/taro'
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

const submit = { word: '提诉求', onTap: () => void Taro.navigateTo({ url: '/modules/governance/appeals/submit' }) }

export default function MyAppeals() {
  const moment = useNow()
  const { query, items, isEmpty } = usePages(['orders', 'appeals.mine'], (cursor) => api.appeals.mine({ cursor }))
  return (
    <Page
      title="我的诉求"
      state={
        isEmpty ? { kind: 'empty', sentence: '您提的诉求都在这里，随时看办到哪一步', button: submit } : pageState(query)
      }
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
