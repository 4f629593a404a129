import { useCallback, useState } from 'react'
import { openPage } from '../../lib/open-page'
import { pageState } from '../../lib/page-state'
import { useSession } from '../../lib/session'
import { UndoBar } from '../../parts/orders/undo-bar'
import { paths } from '../../paths'
import { NoticeBar } from '../../ui/notice-bar'
import { Page } from '../../ui/page'
import { Segmented } from '../../ui/segmented'
import { Tabs } from '../tabs'
import { MyOrders } from './my-orders'
import { Pool, sumOf, usePool } from './pool'
import { RingMe } from './ring-me'

type View = 'waiting' | 'mine'

interface Accepted {
  id: string
  title: string
  until: string
}

function Lists({ onAccepted }: { onAccepted: (accepted: Accepted) => void }) {
  const [view, setView] = useState<View>('waiting')
  const pool = usePool()
  const views: { key: View; word: string }[] = [
    { key: 'waiting', word: pool.first ? `能接的 ${sumOf(pool.counts)}` : '能接的' },
    { key: 'mine', word: '我在办' },
  ]
  return (
    <>
      <RingMe />
      <Segmented id="desk" label="看哪一种" items={views} value={view} onChange={setView} />
      {view === 'waiting' ? <Pool pool={pool} onAccepted={onAccepted} /> : <MyOrders />}
    </>
  )
}

export default function Desk() {
  const { me, query } = useSession()
  const [accepted, setAccepted] = useState<Accepted | null>(null)
  const forget = useCallback(() => setAccepted(null), [])
  const open = (id: string) => {
    forget()
    openPage(paths.deskOrder(id))
  }
  return (
    <Page title="接单台" state={pageState(query)} onRetry={query.refetch} tabs={<Tabs current="desk" />}>
      {me?.isStaff ? (
        <Lists onAccepted={setAccepted} />
      ) : (
        <NoticeBar kind="notice" words="接单台给网格员和社区用，您提的诉求在「我的」里看" />
      )}
      {accepted ? (
        <UndoBar
          key={accepted.id}
          order={accepted}
          until={accepted.until}
          onGone={forget}
          onOpen={() => open(accepted.id)}
        />
      ) : null}
    </Page>
  )
}
