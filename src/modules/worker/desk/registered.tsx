import { useNow } from '../../../lib/clock'
import { openPage } from '../../../lib/open-page'
import { pageState } from '../../../lib/page-state'
import { api } from '../../../lib/rpc'
import { usePages } from '../../../lib/use-pages'
import { OrderRow } from '../../../parts/orders/order-row'
import { paths } from '../../../paths'
import { ListEnd } from '../../../ui/list-cell'
import { Page } from '../../../ui/page'

const register = { word: '替居民登记', onTap: () => openPage(paths.register) }

export default function RegisteredAppeals() {
  const moment = useNow()
  const { query, items, isEmpty } = usePages(['orders', 'appeals.registered'], (cursor) =>
    api.appeals.registered({ cursor }),
  )
  const empty = { kind: 'empty', sentence: '您替居民登记的都在这里，随时看办到哪一步', button: register } as const
  return (
    <Page title="我登记的" state={isEmpty ? empty : pageState(query)} onRetry={query.refetch}>
      {items.map((order) => (
        <OrderRow key={order.id} order={order} moment={moment} url={paths.appeal(order.id)} isPlaceShown />
      ))}
      {query.hasNextPage ? null : <ListEnd />}
    </Page>
  )
}
