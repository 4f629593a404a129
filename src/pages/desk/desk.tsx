import { useCallback, useState } from 'react'
import { openPage } from '../../lib/open-page'
import { useSession } from '../../lib/session'
import { UndoBar } from '../../parts/orders/undo-bar'
import { paths } from '../../paths'
import { NoticeBar } from '../../ui/notice-bar'
import { Page } from '../../ui/page'
import { Segmented } from '../../ui/segmented'
import { Tabs } from '../tabs'
import { MyOrders } from './my-orders'
import { Pool } from './pool'

const VIEWS = [
  { key: 'waiting', word: '能接的' },
  { key: 'mine', word: '我在办' },
] as const

interface Accepted {
  id: string
  title: string
  until: string
}

export default function Desk() {
  const { me, query } = useSession()
  const [view, setView] = useState<'waiting' | 'mine'>('waiting')
  const [accepted, setAccepted] = useState<Accepted | null>(null)
  const forget = useCallback(() => setAccepted(null), [])
  return (
    <Page title="接单台" onRetry={query.refetch} tabs={<Tabs current="desk" />}>
      {me && !me.isStaff ? (
        <NoticeBar kind="notice" words="接单台给网格员和社区用，您提的诉求在「我的」里看" />
      ) : (
        <>
          <Segmented id="desk" label="看哪一种" items={VIEWS} value={view} onChange={setView} />
          {view === 'waiting' ? <Pool onAccepted={setAccepted} /> : <MyOrders />}
        </>
      )}
      {accepted ? (
        <UndoBar
          key={accepted.id}
          order={accepted}
          until={accepted.until}
          onGone={forget}
          onOpen={() => {
            forget()
            openPage(paths.deskOrder(accepted.id))
          }}
        />
      ) : null}
    </Page>
  )
}
