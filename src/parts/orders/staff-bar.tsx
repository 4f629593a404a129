import { api } from '../../lib/rpc'
import { useSend } from '../../lib/send'
import { tell } from '../../lib/tell'
import { ActionBar } from '../../ui/action-bar'
import { Button } from '../../ui/button'
import type { IconName } from '../../ui/icon-names'
import { WORDED_MOVES, type WordedAction, wordedFor } from './moves/moves'
import type { OrderDetail } from './order'

/** Moves of staff that open a sheet. */
export type StaffAction = Extract<WordedAction, keyof OrderDetail['can']> | 'reclassify'
type BarAction = Exclude<StaffAction, 'reclassify'>

interface Moment {
  main: BarAction
  /** The first that is allowed stands beside it, in few words. */
  second: readonly { action: BarAction; word: string }[]
  help: string
  helpIcon: IconName
}

/** What an order asks for now, the most pressing first. */
const MOMENTS: readonly Moment[] = [
  {
    main: 'reportIn',
    second: [{ action: 'object', word: '有异议' }],
    help: '报到后由您来办，异议只能提一次',
    helpIcon: 'building-bank',
  },
  {
    main: 'resolve',
    second: [
      { action: 'resume', word: '恢复计时' },
      { action: 'step', word: '记进展' },
    ],
    help: '一句话或一张照片都行，照片不强求',
    helpIcon: 'info-circle',
  },
  { main: 'joinIn', second: [], help: '请您一起办，到了说一声', helpIcon: 'users-plus' },
  { main: 'step', second: [], help: '您来一起办，办完由主办的人请居民确认', helpIcon: 'users-plus' },
  {
    main: 'insist',
    second: [{ action: 'release', word: '退回社区' }],
    help: '裁定的原因，部门、社区和居民都看得到',
    helpIcon: 'scale',
  },
  {
    main: 'reinstate',
    second: [{ action: 'uphold', word: '维持决定' }],
    help: '复核只有一次，居民会看到结果和原因',
    helpIcon: 'scale',
  },
  {
    main: 'assign',
    second: [{ action: 'whistle', word: '吹哨' }],
    help: '能接单的人都看得到，也可以直接派',
    helpIcon: 'info-circle',
  },
  { main: 'callBack', second: [], help: '打个电话问问，不满意就重新办', helpIcon: 'phone-check' },
]

function momentOf({ can }: OrderDetail) {
  const moment = MOMENTS.find(({ main }) => can[main])
  return moment && { ...moment, second: moment.second.find(({ action }) => can[action]) }
}

/** Which moves stand in the bar; all others are rows of the page. */
export function inBar(order: OrderDetail): readonly StaffAction[] {
  const moment = order.can.accept ? undefined : momentOf(order)
  return moment ? [moment.main, ...(moment.second ? [moment.second.action] : [])] : []
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

interface StaffBarProps {
  order: OrderDetail
  ask: (action: StaffAction) => void
}

/** The one or two moves this moment asks for. */
export function StaffBar({ order, ask }: StaffBarProps) {
  if (order.can.accept) return <AcceptBar order={order} />
  const moment = momentOf(order)
  if (!moment) return null
  const { main, second, help, helpIcon } = moment
  const beside = second ? (
    <Button id={`order-${second.action}`} word={second.word} look="outline" onTap={() => ask(second.action)} />
  ) : undefined
  return (
    <ActionBar help={help} helpIcon={helpIcon} second={beside}>
      <Button
        id={`order-${main}`}
        word={WORDED_MOVES[wordedFor(order.kind, main)].verb}
        isWide
        onTap={() => ask(main)}
      />
    </ActionBar>
  )
}
