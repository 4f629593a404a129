import { useNow } from '../../../lib/clock'
import { openPage } from '../../../lib/open-page'
import { pageState } from '../../../lib/page-state'
import { api } from '../../../lib/rpc'
import { usePages } from '../../../lib/use-pages'
import { OrderRow } from '../../../parts/orders/order-row'
import { UnsentRefused } from '../../../parts/tell/unsent-refused'
import { paths } from '../../../paths'
import { ListEnd } from '../../../ui/list-cell'
import { Page } from '../../../ui/page'

const submit = { word: '提一件诉求', onTap: () => openPage(paths.submitAppeal) }

export default function MyAppeals() {
  const moment = useNow()
  const { query, items, isEmpty } = usePages(['orders', 'appeals.mine'], (cursor) => api.appeals.mine({ cursor }))
  const empty = { kind: 'empty', sentence: '您提的诉求都在这里，随时看办到哪一步', button: submit } as const
  return (
    <Page title="我的诉求" state={isEmpty ? empty : pageState(query)} onRetry={query.refetch}>
      <UnsentRefused />
      {items.map((order) => (
        <OrderRow key={order.id} order={order} moment={moment} url={paths.appeal(order.id)} />
      ))}
      {query.hasNextPage ? null : <ListEnd />}
    </Page>
  )
}
