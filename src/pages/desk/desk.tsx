import { useCallback, useState } from 'react'
import { openPage } from '../../lib/open-page'
import { pageState } from '../../lib/page-state'
import { type Me, useSession } from '../../lib/session'
import { AlarmBar } from '../../parts/alarms/alarm-bar'
import { UndoBar } from '../../parts/orders/undo-bar'
import { hasPool, isOfDepartment, mayRegister } from '../../parts/posts'
import { paths } from '../../paths'
import { NoticeBar } from '../../ui/notice-bar'
import { Page } from '../../ui/page'
import { Segmented } from '../../ui/segmented'
import { Tabs } from '../tabs'
import { CalledOrders } from './called-orders'
import { MyOrders } from './my-orders'
import { Pool, sumOf, usePool } from './pool'
import { RingMe } from './ring-me'
import { VisitsDue } from './visits-due'

type View = 'called' | 'waiting' | 'mine'

interface Accepted {
  id: string
  title: string
  until: string
}

/** A department comes when it is whistled for, and takes nothing from a pool. */
function viewsFor(me: Me, waiting: number | null): { key: View; word: string }[] {
  const isCalled = isOfDepartment(me)
  return [
    ...(isCalled ? [{ key: 'called', word: '社区吹哨' } as const] : []),
    ...(isCalled && !hasPool(me)
      ? []
      : [{ key: 'waiting', word: waiting === null ? '能接的' : `能接的 ${waiting}` } as const]),
    { key: 'mine', word: '我在办' },
  ]
}

interface ListsProps {
  me: Me
  onAccepted: (accepted: Accepted) => void
}

function Lists({ me, onAccepted }: ListsProps) {
  const [view, setView] = useState<View>(isOfDepartment(me) ? 'called' : 'waiting')
  const pool = usePool()
  const views = viewsFor(me, pool.first ? sumOf(pool.counts) : null)
  return (
    <>
      <RingMe />
      <Segmented id="desk" label="看哪一种" items={views} value={view} onChange={setView} />
      {view === 'called' ? <CalledOrders /> : null}
      {view === 'waiting' && mayRegister(me) ? <VisitsDue /> : null}
      {view === 'waiting' ? <Pool pool={pool} onAccepted={onAccepted} /> : null}
      {view === 'mine' ? <MyOrders from={views[0]?.key === 'called' ? '社区吹哨' : '能接的'} /> : null}
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
      <AlarmBar />
      {me?.isStaff ? (
        <Lists key={me.person?.id} me={me} onAccepted={setAccepted} />
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
