import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { REOPEN_DAYS } from '../../../../cloudfunctions/contract/orders'
import { openPage } from '../../../lib/open-page'
import { api } from '../../../lib/rpc'
import { useSend } from '../../../lib/send'
import { tell } from '../../../lib/tell'
import { EmergencyCall } from '../../../parts/emergency'
import { HeadCard } from '../../../parts/orders/head-card'
import { HistoryCard } from '../../../parts/orders/history-card'
import { WORDED_MOVES, type WordedAction, wordedFor } from '../../../parts/orders/moves/moves'
import type { OrderDetail } from '../../../parts/orders/order'
import { RequesterCard } from '../../../parts/orders/requester-card'
import { isRunning } from '../../../parts/orders/standing'
import { SubjectCard } from '../../../parts/orders/subject-card'
import { useOrder } from '../../../parts/orders/use-order'
import { VisitCard } from '../../../parts/orders/visit-card'
import { WordedSheet } from '../../../parts/orders/worded-sheet'
import { paths } from '../../../paths'
import { ActionBar } from '../../../ui/action-bar'
import { Button } from '../../../ui/button'
import { Card } from '../../../ui/card'
import { ListCell } from '../../../ui/list-cell'
import { Page } from '../../../ui/page'
import { AlarmLine } from './alarm-line'
import { RateCard } from './rate-card'

interface BarProps {
  order: OrderDetail
  ask: (action: WordedAction) => void
}

function ConfirmBar({ order, ask }: BarProps) {
  const { send, isBusy } = useSend(api.appeals.confirm, {
    onDone: () => tell('结案了，谢谢您'),
    onFault: (fault) => tell(fault.message),
  })
  const reopen = <Button id="appeal-reopen" word="没办好，重新办" look="outline" onTap={() => ask('reopen')} />
  return (
    <ActionBar help={`没办好别勉强，结案后 ${REOPEN_DAYS} 天内也能重新办`} helpIcon="shield-check" second={reopen}>
      <Button id="appeal-confirm" word="确认办好" isWide isBusy={isBusy} onTap={() => void send({ id: order.id })} />
    </ActionBar>
  )
}

/** Who hears of it. */
function urgedOf({ holder, state }: OrderDetail): string {
  if (holder) return '催过了，在办的人收到提醒'
  if (state === 'whistled') return '催过了，部门收到提醒'
  if (state === 'objected') return '催过了，街道收到提醒'
  return state === 'waiting' ? '催过了，能接单的人收到提醒' : '催过了，记在办理经过里'
}

function UrgeButton({ order }: { order: OrderDetail }) {
  const { send, isBusy } = useSend(api.appeals.urge, {
    onDone: () => tell(urgedOf(order)),
    onFault: (fault) => tell(fault.message),
  })
  return (
    <Button
      id="appeal-urge"
      word={order.can.urge ? '催一催' : '刚催过'}
      look="outline"
      isBusy={isBusy}
      isDisabled={!order.can.urge}
      onTap={() => void send({ id: order.id })}
    />
  )
}

/** What the resident may do now; one main action. */
function ResidentBar({ order, ask }: BarProps) {
  const { can, state } = order
  if (can.confirm) return <ConfirmBar order={order} ask={ask} />
  if (can.contest) {
    return (
      <ActionBar help="不同意可以申请一次复核" helpIcon="scale">
        <Button id="appeal-contest" word="申请复核" isWide onTap={() => ask('contest')} />
      </ActionBar>
    )
  }
  if (can.reopen) {
    return (
      <ActionBar help={`结案 ${REOPEN_DAYS} 天内，没办好可以一键重办`} helpIcon="shield-check">
        <Button id="appeal-reopen" word="没办好，重新办" look="outline" isWide onTap={() => ask('reopen')} />
      </ActionBar>
    )
  }
  if (!can.supplement) return null
  return (
    <ActionBar
      help="办好了由您确认，没办好一键重办"
      helpIcon="shield-check"
      second={state === 'contested' && !can.urge ? undefined : <UrgeButton order={order} />}
    >
      <Button id="appeal-supplement" word="补充情况" icon="camera-plus" isWide onTap={() => ask('supplement')} />
    </ActionBar>
  )
}

/** The order that it has become part of: the requester follows that one, or asked for both. */
function WholeCard({ whole }: { whole: NonNullable<OrderDetail['partOf']> }) {
  return (
    <Card isTight>
      <ListCell
        id="appeal-whole"
        icon="arrows-exchange"
        title="已并入同一件事"
        second={`看合到一起的那件，编号 ${whole.code}`}
        onTap={() => openPage(whole.isMine ? paths.appeal(whole.id) : paths.followedAppeal(whole.id))}
      />
    </Card>
  )
}

export default function AppealDetail() {
  const { id = '', ask: asked } = useRouter().params
  const { query, order, moment, state } = useOrder(id)
  const [asking, ask] = useState<WordedAction | null>(asked === 'supplement' ? asked : null)
  return (
    <Page
      title={order?.kind === 'visit' ? '请人上门' : '诉求详情'}
      skeleton="detail"
      state={state}
      onRetry={query.refetch}
      bar={order ? <ResidentBar order={order} ask={ask} /> : null}
    >
      {order ? (
        <>
          {order.emergency && isRunning(order.state) ? (
            <EmergencyCall number={order.emergency} note="还没打电话的话，现在就打。" />
          ) : null}
          {order.urgency === 'emergency' ? <AlarmLine orderId={id} moment={moment} /> : null}
          <HeadCard order={order} moment={moment} />
          {order.partOf ? <WholeCard whole={order.partOf} /> : null}
          {order.can.rate ? <RateCard orderId={id} onUnsatisfied={() => ask('rateUnsatisfied')} /> : null}
          {order.kind === 'visit' ? <VisitCard order={order} /> : null}
          {order.requester && order.kind !== 'visit' ? <RequesterCard order={order} /> : null}
          <SubjectCard order={order} />
          <HistoryCard order={order} moment={moment} />
          {order.can.withdraw ? (
            <Card isTight>
              <ListCell
                id="appeal-withdraw"
                icon="arrow-back-up"
                title={WORDED_MOVES[wordedFor(order.kind, 'withdraw')].verb}
                second="已经解决、不想办了，可以撤回"
                onTap={() => ask(wordedFor(order.kind, 'withdraw'))}
              />
            </Card>
          ) : null}
          <WordedSheet action={asking} orderId={id} onClose={() => ask(null)} />
        </>
      ) : null}
    </Page>
  )
}
