import { useQuery } from '@tanstack/react-query'
import { ENDED_STATES, type OrderState } from '../../../cloudfunctions/contract/orders'
import { useNow } from '../../lib/clock'
import { api } from '../../lib/rpc'
import { OrderRow } from '../../parts/orders/order-row'
import { paths } from '../../paths'
import { Section } from '../../ui/card'

const hasEnded = (state: OrderState) => (ENDED_STATES as readonly OrderState[]).includes(state)

/** Visits that one has asked for and that have not ended. */
export function AskedVisits() {
  const moment = useNow()
  const query = useQuery({ queryKey: ['orders', 'visits.asked'], queryFn: () => api.visits.asked({}) })
  const open = (query.data?.items ?? []).filter(({ state }) => !hasEnded(state))
  if (open.length === 0) return null
  return (
    <>
      <Section title="请人上门的" />
      {open.map((order) => (
        <OrderRow key={order.id} order={order} moment={moment} url={paths.appeal(order.id)} />
      ))}
    </>
  )
}
