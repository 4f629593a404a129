import { useQuery } from '@tanstack/react-query'
import { View } from '@tarojs/components'
import { callPhone, openPage } from '../../lib/open-page'
import { api } from '../../lib/rpc'
import { paths } from '../../paths'
import { Avatar, CallButton } from '../../ui/avatar'
import { Card } from '../../ui/card'
import { ListCell } from '../../ui/list-cell'
import type { OrderDetail } from './order'
import { WayThere } from './requester-card'

/** Who asked for the visit, for whoever goes. */
function Asker({ requester }: { requester: NonNullable<OrderDetail['requester']> }) {
  const { name, phone } = requester
  return (
    <ListCell
      icon="hand-stop"
      title={`${name}请人上门`}
      end={phone ? <CallButton id="order-call" whom={name} onTap={() => callPhone(phone)} /> : undefined}
    />
  )
}

/** Whom to visit and where, and who asked for it: only for who asked, who has it in hand and those above. */
export function VisitCard({ order }: { order: OrderDetail }) {
  const { id, requester, isMine } = order
  const isShown = requester !== null || isMine
  const { data } = useQuery({
    queryKey: ['orders', 'visits.whom', id],
    queryFn: () => api.visits.whom({ id }),
    enabled: isShown,
    // A look of somebody else is written down: once is enough.
    staleTime: Number.POSITIVE_INFINITY,
  })
  if (!isShown)
    return order.can.accept ? (
      <Card>
        <View className="sub soft">接单后能看到去看谁、住哪儿，是谁请的</View>
      </Card>
    ) : null
  if (!data) return null
  const { name, homeLabel, isSelf, cardId } = data
  return (
    <Card isTight>
      <ListCell
        id="visit-whom"
        lead={<Avatar name={name} />}
        title={isSelf ? '去看您自己' : `去看${name}`}
        second={homeLabel ?? (isMine ? undefined : '没登记住址')}
        {...(cardId && { value: '看登记卡', onTap: () => openPage(paths.residentCard(cardId)) })}
      />
      {requester && !isMine ? <Asker requester={requester} /> : null}
      {isMine ? null : <WayThere order={order} />}
    </Card>
  )
}
