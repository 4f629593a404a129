import type { OrderEvent } from '../../../contract/events'
import { EMERGENCY_NUMBERS } from '../../../contract/governance/appeals'
import { ENDED_STATES } from '../../../contract/orders'
import { acknowledgeFor, cancelFor } from '../../../engines/ladders/answer'
import type { LadderKind } from '../../../engines/ladders/kind'
import { alarmMessage } from '../../../engines/ladders/messages'
import { raiseAlarm } from '../../../engines/ladders/raise'
import { lockOrder, orderById, type PlacedOrder } from '../../../engines/orders/store'
import type { Deps } from '../../../kernel/context'
import type { Tx } from '../../../kernel/database/open'
import { onEvent } from '../../../kernel/events/handler'
import { placeById } from '../../../registry/places/store'
import { appealKind } from './kind'

/** An appeal that cannot wait: whoever is nearest, then whoever is above them, until one of them answers. */
export const appealAlarm: LadderKind = {
  name: 'appeal',
  title: '紧急诉求',
  rungs: [
    { label: '网格员', who: ['gridWorker', 'courier', 'onDuty'], atNight: ['onDuty'], seconds: 60 },
    {
      label: '楼长、管家和物业',
      who: ['captain', 'steward', 'property'],
      // By night the roster was rung first; now those who sleep nearest.
      atNight: ['gridWorker', 'captain', 'steward', 'property'],
      seconds: 60,
    },
    { label: '社区书记', who: ['secretary'], seconds: 120 },
    { label: '街道', who: ['subdistrict'], seconds: 180 },
  ],
  top: { everySeconds: 300, times: 3 },
  message: alarmMessage('appeal.alarm', '紧急诉求，要人马上去'),
  record: {
    word: '看这件诉求',
    roles: ['gridWorker', 'courier', 'secretary', 'subdistrict', 'county'],
    link: (orderId) => `/modules/worker/desk/order?id=${orderId}`,
  },
}

/**
 * Rings for an emergency that waits; whoever takes it has answered, and what has ended calls nobody. It looks at the
 * order as it is now, under its lock, so that events handled late or out of turn come to the same.
 */
async function followAlarm(deps: Deps, tx: Tx, event: OrderEvent): Promise<void> {
  const known = await orderById(tx, event.orderId)
  // No other order has a ladder, or it lost its urgency with this move.
  if (!known || (known.urgency !== 'emergency' && event.action !== 'reclassify')) return
  const order = (await lockOrder(tx, event.orderId))!
  const { name: kind } = appealAlarm
  const isEnded = (ENDED_STATES as readonly string[]).includes(order.state)
  if (order.state === 'waiting' && order.urgency === 'emergency') await ring(deps, tx, order, event)
  else if (isEnded || order.urgency !== 'emergency') await cancelFor(deps, tx, kind, order.id)
  else await acknowledgeFor(deps, tx, { kind, subjectId: order.id, personId: order.holderId ?? event.actorId })
}

export const followAppealAlarm = onEvent('order.moved', 'appeals.alarm', followAlarm, {
  pace: 'urgent',
  concerns: ({ kind }) => kind === 'appeal',
})

async function ring(deps: Deps, tx: Tx, order: PlacedOrder, { actorId, fromState }: OrderEvent): Promise<void> {
  const { gridId, gridPath, communityId } = order
  const place = (await placeById(tx, order.placeId)) ?? { id: gridId, communityId, path: gridPath, label: '' }
  await raiseAlarm(deps, tx, {
    kind: appealAlarm.name,
    subjectId: order.id,
    place,
    personId: order.requesterId,
    raisedBy: actorId,
    what: whatIs(order),
    emergency: order.emergency,
    isBack: fromState !== 'waiting',
  })
}

/** 着火、冒烟、被困: what the number is called for says more than a category. */
export function whatIs({ emergency, category }: Pick<PlacedOrder, 'emergency' | 'category'>): string {
  const called = EMERGENCY_NUMBERS.find(({ number }) => number === emergency)
  if (called) return called.when
  return category === 'other' ? '紧急情况' : appealKind.categoryLabel(category)
}
