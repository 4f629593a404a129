import { useQuery } from '@tanstack/react-query'
import { View } from '@tarojs/components'
import { useNow } from '../../lib/clock'
import { openPage } from '../../lib/open-page'
import { api } from '../../lib/rpc'
import { asRpcError } from '../../lib/rpc-error'
import { useSession } from '../../lib/session'
import { OrderRow } from '../../parts/orders/order-row'
import { paths } from '../../paths'
import { Button } from '../../ui/button'
import { Card } from '../../ui/card'
import { ListCell } from '../../ui/list-cell'
import { NoticeBar } from '../../ui/notice-bar'
import { States } from '../../ui/page'
import { BeginButtons } from './begin-buttons'

function Invitation({ isGuest }: { isGuest: boolean }) {
  return (
    <Card>
      <View className="title">家门口有事，说一声</View>
      <View className="sub soft mt1 only-tall">拍一张或说一段，网格员来办，办到哪一步都看得到</View>
      <View className="mt3">
        <BeginButtons />
      </View>
      {isGuest ? (
        <View className="begin-login">
          <Button id="home-login" word="先登录" look="outline" isWide onTap={() => openPage(paths.login)} />
        </View>
      ) : null}
    </Card>
  )
}

/** The newest open appeal and how many more there are; without one, what this app is for. */
export function MineCard() {
  const moment = useNow()
  const { me, isGuest, query: session } = useSession()
  const isPerson = me?.person != null
  const query = useQuery({
    queryKey: ['orders', 'appeals.mine', { isOpenOnly: true }],
    queryFn: () => api.appeals.mine({ isOpenOnly: true }),
    enabled: isPerson,
  })
  const fault = query.data ? null : (query.error ?? (session.data ? null : session.error))
  if (fault) {
    const retry = () => void Promise.all([session.refetch(), isPerson ? query.refetch() : null])
    return <NoticeBar id="page-retry" kind="danger" words={asRpcError(fault).message} action="重试" onTap={retry} />
  }
  if (isGuest) return <Invitation isGuest />
  if (!query.data) return <States state={{ kind: 'loading' }} skeleton="card" />
  const { items, cursor } = query.data
  const [first] = items
  if (!first) return me?.isStaff ? null : <Invitation isGuest={false} />
  const count = cursor ? `${items.length} 件以上` : `${items.length} 件`
  return (
    <>
      <OrderRow order={first} moment={moment} url={paths.appeal(first.id)} />
      {me?.isStaff ? null : (
        <View className="begin-alone">
          <BeginButtons />
        </View>
      )}
      {items.length > 1 ? (
        <Card isTight>
          <ListCell
            id="home-mine"
            icon="list-check"
            title="我的诉求"
            value={`在办 ${count}`}
            onTap={() => openPage(paths.myAppeals)}
          />
        </Card>
      ) : null}
    </>
  )
}
