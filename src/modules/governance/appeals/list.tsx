import { useState } from 'react'
import { useNow } from '../../../lib/clock'
import { openPage } from '../../../lib/open-page'
import { pageState } from '../../../lib/page-state'
import { api } from '../../../lib/rpc'
import { usePages } from '../../../lib/use-pages'
import { type Acting, ActingBand, useActing } from '../../../parts/acting'
import { OrderRow } from '../../../parts/orders/order-row'
import { UnsentRefused } from '../../../parts/tell/unsent-refused'
import { paths } from '../../../paths'
import { ListEnd } from '../../../ui/list-cell'
import { Page, States } from '../../../ui/page'
import { Segmented } from '../../../ui/segmented'
import { Following } from './following'

const VIEWS = [
  { key: 'mine', word: '我提的' },
  { key: 'joined', word: '我也遇到的' },
] as const

const submit = { word: '提一件诉求', onTap: () => openPage(paths.submitAppeal) }
const EMPTY = { kind: 'empty', sentence: '您提的诉求都在这里，随时看办到哪一步', button: submit } as const

/** What one told of for somebody of the family. */
function AppealsFor({ acting }: { acting: Acting & { forPersonId: string } }) {
  const moment = useNow()
  const { forPersonId, name } = acting
  const whose = name ?? '家人'
  const { query, items, isEmpty } = usePages(['orders', 'appeals.mine', { forPersonId }], (cursor) =>
    api.appeals.mine({ cursor, forPersonId }),
  )
  const button = { word: `替${whose}提一件诉求`, onTap: () => openPage(paths.submitAppealFor(forPersonId)) }
  const empty = { kind: 'empty', sentence: `您替${whose}提的都在这里，随时看办到哪一步`, button } as const
  return (
    <Page title={`替${whose}提的`} onRetry={query.refetch}>
      <ActingBand acting={acting} />
      <States state={isEmpty ? empty : pageState(query)} onRetry={query.refetch}>
        {items.map((order) => (
          <OrderRow key={order.id} order={order} moment={moment} url={paths.appeal(order.id)} isPlaceShown />
        ))}
        {query.hasNextPage ? null : <ListEnd />}
      </States>
    </Page>
  )
}

function MyAppeals() {
  const moment = useNow()
  const [view, setView] = useState<(typeof VIEWS)[number]['key']>('mine')
  const { query, items, isEmpty } = usePages(['orders', 'appeals.mine'], (cursor) => api.appeals.mine({ cursor }))
  return (
    <Page title="我的诉求" onRetry={query.refetch}>
      <UnsentRefused />
      <Segmented id="appeals" label="看哪一种" items={VIEWS} value={view} onChange={setView} />
      {view === 'joined' ? (
        <Following moment={moment} />
      ) : (
        <States state={isEmpty ? EMPTY : pageState(query)} onRetry={query.refetch}>
          {items.map((order) => (
            <OrderRow key={order.id} order={order} moment={moment} url={paths.appeal(order.id)} />
          ))}
          {query.hasNextPage ? null : <ListEnd />}
        </States>
      )}
    </Page>
  )
}

export default function Appeals() {
  const acting = useActing()
  const { forPersonId } = acting
  return forPersonId ? <AppealsFor acting={{ ...acting, forPersonId }} /> : <MyAppeals />
}
