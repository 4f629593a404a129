import { type ReactNode, useCallback, useState } from 'react'
import { openPage } from '../../lib/open-page'
import { paths } from '../../paths'
import { Card } from '../../ui/card'
import { ListCell } from '../../ui/list-cell'
import { Page } from '../../ui/page'
import { EmergencyCall } from '../emergency'
import { CorrectionCard } from './correction-card'
import { HeadCard } from './head-card'
import { HistoryCard } from './history-card'
import { wordedFor } from './moves/moves'
import type { OrderDetail } from './order'
import { OtherMoves } from './other-moves'
import { ReclassifySheet } from './reclassify-sheet'
import { RequesterCard } from './requester-card'
import { type StaffAction, StaffBar } from './staff-bar'
import { isRunning } from './standing'
import { SubjectCard } from './subject-card'
import { UndoBar } from './undo-bar'
import { useOrder } from './use-order'
import { VisitCard } from './visit-card'
import { WordedSheet } from './worded-sheet'

const TITLES: Record<string, string> = { correction: '更正办理', visit: '走访办理' }

/** Staff who asked for it themselves confirm it on the page of whoever asks. */
function OwnCell({ id }: { id: string }) {
  return (
    <Card isTight>
      <ListCell
        id="order-own"
        icon="user-check"
        title="这件是您提的"
        second="确认、催办、撤回，点这里"
        onTap={() => openPage(paths.appeal(id))}
      />
    </Card>
  )
}

interface SheetsProps {
  order: OrderDetail
  asking: StaffAction | null
  onClose: () => void
}

function Sheets({ order, asking, onClose }: SheetsProps) {
  if (asking === 'reclassify') return <ReclassifySheet order={order} onClose={onClose} />
  return <WordedSheet action={asking && wordedFor(order.kind, asking)} orderId={order.id} onClose={onClose} />
}

interface StaffOrderProps {
  id: string
  /** What stands between the subject and the history: other orders of the same matter. */
  related?: (order: OrderDetail) => ReactNode
}

/** An order as those who work on it and those who supervise it see it; what they may do comes with it in `can`. */
export function StaffOrder({ id, related }: StaffOrderProps) {
  const { query, order, moment, state } = useOrder(id)
  const [asking, ask] = useState<StaffAction | null>(null)
  const [isUndoGone, setUndoGone] = useState(false)
  const hideUndo = useCallback(() => setUndoGone(true), [])
  return (
    <Page
      title={TITLES[order?.kind ?? ''] ?? '诉求办理'}
      skeleton="detail"
      state={state}
      onRetry={query.refetch}
      bar={order ? <StaffBar order={order} ask={ask} /> : null}
    >
      {order ? (
        <>
          {order.emergency && isRunning(order.state) ? (
            <EmergencyCall number={order.emergency} note="先确认打过电话了没有，再去现场。" />
          ) : null}
          <HeadCard order={order} moment={moment} />
          {order.kind === 'visit' ? <VisitCard order={order} /> : <RequesterCard order={order} />}
          <SubjectCard order={order} />
          {order.kind === 'correction' ? <CorrectionCard order={order} /> : null}
          {order.isMine ? <OwnCell id={order.id} /> : null}
          {related?.(order)}
          <HistoryCard order={order} moment={moment} />
          <OtherMoves order={order} ask={ask} />
          {order.can.undo && order.undoUntil && !isUndoGone ? (
            <UndoBar order={order} until={order.undoUntil} onGone={hideUndo} />
          ) : null}
          <Sheets order={order} asking={asking} onClose={() => ask(null)} />
        </>
      ) : null}
    </Page>
  )
}
