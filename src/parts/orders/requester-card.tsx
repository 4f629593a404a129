import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { callPhone } from '../../lib/open-page'
import { type Me, useSession } from '../../lib/session'
import { Avatar, CallButton } from '../../ui/avatar'
import { Card } from '../../ui/card'
import { ListCell } from '../../ui/list-cell'
import type { OrderDetail } from './order'

/** WeChat shows the way; a browser has no map of its own to open. */
const canOpenMap = process.env.TARO_ENV === 'weapp'

export function WayThere({ order }: { order: OrderDetail }) {
  const { lat, lng, placeText, title } = order
  if (lat === null || lng === null || !canOpenMap) return null
  const open = () => void Taro.openLocation({ latitude: lat, longitude: lng, name: placeText, address: title })
  return <ListCell icon="map-pin" title="看地图，走过去" onTap={open} />
}

/** Couriers deliver in many homes: whose the matter is, the server never shows them. */
const isShownToHolder = (me: Me | undefined) => me?.roles.every(({ role }) => role !== 'courier') ?? false

/** Who asked, where they live, how to call them. */
export function RequesterCard({ order }: { order: OrderDetail }) {
  const { me } = useSession()
  const { requester } = order
  if (!requester) {
    if (!order.can.accept || !isShownToHolder(me)) return null
    return (
      <Card>
        <View className="sub soft">接单后能看到是谁提的、电话和住址</View>
      </Card>
    )
  }
  const { name, phone, home } = requester
  return (
    <Card isTight>
      <ListCell
        lead={<Avatar name={name} />}
        title={name}
        second={home ?? '没登记住址'}
        end={phone ? <CallButton id="order-call" whom={name} onTap={() => callPhone(phone)} /> : undefined}
      />
      {phone ? null : <ListCell icon="info-circle" title="没留电话，请上门或问楼长" />}
      <WayThere order={order} />
    </Card>
  )
}
