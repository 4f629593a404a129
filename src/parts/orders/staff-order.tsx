import { useCallback, useState } from 'react'
import { api } from '../../lib/rpc'
import { useSend } from '../../lib/send'
import { tell } from '../../lib/tell'
import { ActionBar } from '../../ui/action-bar'
import { Button } from '../../ui/button'
import { Card, Section } from '../../ui/card'
import type { IconName } from '../../ui/icon-names'
import { ListCell } from '../../ui/list-cell'
import { Page } from '../../ui/page'
import { WORDED_MOVES, type WordedAction } from './actions'
import { HeadCard } from './head-card'
import { HistoryCard } from './history-card'
import type { OrderDetail } from './order'
import { ReassignSheet } from './reassign-sheet'
import { RequesterCard } from './requester-card'
import { SubjectCard } from './subject-card'
import { UndoBar } from './undo-bar'
import { useOrder } from './use-order'
import { WordedSheet } from './worded-sheet'

type Asking = WordedAction | 'reassign'

interface PartProps {
  order: OrderDetail
  ask: (action: Asking) => void
}

function AcceptBar({ order }: { order: OrderDetail }) {
  const { send, isBusy } = useSend(api.desk.accept, { onFault: (fault) => tell(fault.message) })
  const look = order.urgency === 'emergency' ? 'danger' : 'filled'
  return (
    <ActionBar help="接下后 10 秒内可以撤销" helpIcon="clock">
      <Button
        id={`order-accept-${order.id}`}
        word="接单"
        look={look}
        icon="hand-stop"
        isWide
        isBusy={isBusy}
        onTap={() => void send({ id: order.id })}
      />
    </ActionBar>
  )
}

/** The one or two moves this moment asks for. */
function StaffBar({ order, ask }: PartProps) {
  const { can } = order
  if (can.accept) return <AcceptBar order={order} />
  if (can.resolve) {
    const step = <Button id="order-step" word="记进展" look="outline" onTap={() => ask('step')} />
    return (
      <ActionBar help="一句话或一张照片都行，照片不强求" helpIcon="info-circle" second={step}>
        <Button id="order-resolve" word="办好了，请居民确认" isWide onTap={() => ask('resolve')} />
      </ActionBar>
    )
  }
  if (can.reinstate) {
    const uphold = <Button id="order-uphold" word="维持不受理" look="outline" onTap={() => ask('uphold')} />
    return (
      <ActionBar help="复核只有一次，居民会看到结果和原因" helpIcon="scale" second={uphold}>
        <Button id="order-reinstate" word="重新受理" isWide onTap={() => ask('reinstate')} />
      </ActionBar>
    )
  }
  return null
}

const OTHER_MOVES: { action: Asking; icon: IconName; title: string; second: string }[] = [
  { action: 'reassign', icon: 'arrows-exchange', title: '转给同事', second: '写明原因，居民看得到' },
  { action: 'handBack', icon: 'arrow-back-up', title: WORDED_MOVES.handBack.verb, second: '写明原因，让别人来接' },
  { action: 'decline', icon: 'ban', title: WORDED_MOVES.decline.verb, second: '不归社区办的，写明依据' },
]

function OtherMoves({ order, ask }: PartProps) {
  const moves = OTHER_MOVES.filter(({ action }) => order.can[action])
  if (moves.length === 0) return null
  return (
    <>
      <Section title="办不了的话" />
      <Card isTight>
        {moves.map(({ action, ...cell }) => (
          <ListCell key={action} id={`order-${action}`} {...cell} onTap={() => ask(action)} />
        ))}
      </Card>
    </>
  )
}

/** An order as those who work on it and those who supervise it see it; what they may do comes with it in `can`. */
export function StaffOrder({ id }: { id: string }) {
  const { query, order, moment, state } = useOrder(id)
  const [asking, ask] = useState<Asking | null>(null)
  const [isUndoGone, setUndoGone] = useState(false)
  const hideUndo = useCallback(() => setUndoGone(true), [])
  const close = () => ask(null)
  return (
    <Page
      title="诉求办理"
      skeleton="detail"
      state={state}
      onRetry={query.refetch}
      bar={order ? <StaffBar order={order} ask={ask} /> : null}
    >
      {order ? (
        <>
          <HeadCard order={order} moment={moment} />
          <RequesterCard order={order} />
          <SubjectCard order={order} />
          <HistoryCard order={order} moment={moment} />
          <OtherMoves order={order} ask={ask} />
          {order.can.undo && order.undoUntil && !isUndoGone ? (
            <UndoBar order={order} until={order.undoUntil} onGone={hideUndo} />
          ) : null}
          {asking === 'reassign' ? <ReassignSheet orderId={id} onClose={close} /> : null}
          <WordedSheet action={asking === 'reassign' ? null : asking} orderId={id} onClose={close} />
        </>
      ) : null}
    </Page>
  )
}
