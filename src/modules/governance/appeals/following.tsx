import { useQuery } from '@tanstack/react-query'
import { openPage } from '../../../lib/open-page'
import { pageState } from '../../../lib/page-state'
import { api } from '../../../lib/rpc'
import { promiseLine } from '../../../parts/orders/standing'
import { paths } from '../../../paths'
import { ListEnd } from '../../../ui/list-cell'
import { OrderCard } from '../../../ui/order-card'
import { States } from '../../../ui/page'
import { StatusTag } from '../../../ui/status-tag'
import { followedStanding, sinceOf, troubleOf } from './followed-words'

const EMPTY = { kind: 'empty', sentence: '邻居提过的事，您点「我也遇到，加入」，就在这里看办到哪一步' } as const

/** What neighbours told and the person has joined. Every move of it comes as a message, so that topic renews it. */
export function Following({ moment }: { moment: Date }) {
  const query = useQuery({ queryKey: ['messages', 'appeals.following'], queryFn: () => api.appeals.following({}) })
  const { data = [] } = query
  const isEmpty = query.data !== undefined && data.length === 0
  return (
    <States state={isEmpty ? EMPTY : pageState(query)} onRetry={query.refetch}>
      {data.map((order) => {
        const { word, icon, tone } = followedStanding(order.state)
        const promise = promiseLine(order, moment)
        const place = `${order.placeLabel}，${sinceOf(order.createdAt, moment)}`
        return (
          <OrderCard
            key={order.id}
            id={`followed-${order.id}`}
            title={troubleOf(order)}
            tag={<StatusTag word={word} icon={icon} tone={tone} />}
            promise={promise}
            place={place}
            label={[troubleOf(order), word, promise?.words, place].filter(Boolean).join('，')}
            onTap={() => openPage(paths.followedAppeal(order.id))}
          />
        )
      })}
      <ListEnd />
    </States>
  )
}
