import type { OrderEvent } from '../../../contract/events'
import { FOLLOWED_STATE_LABELS } from '../../../contract/governance/appeals'
import { ORDER_STATE_LABELS, PAUSE_REASONS, type PauseReason, URGENCY_LABELS } from '../../../contract/orders'
import { clockText } from '../../../engines/messages/clock-text'
import { send } from '../../../engines/messages/send'
import { askersOf } from '../../../engines/orders/askers'
import { followersOf } from '../../../engines/orders/followers/store'
import { settleAsksOf } from '../../../engines/orders/settle'
import { orderById, type PlacedOrder } from '../../../engines/orders/store'
import type { Deps } from '../../../kernel/context'
import type { Tx } from '../../../kernel/database/open'
import { onEvent } from '../../../kernel/events/handler'
import { placeById } from '../../../registry/places/store'
import { holdersAt } from '../../../registry/roles/store'
import { appealKind } from './kind'
import { type AppealParams, appealMessages } from './messages'
import { type AppealMessage, type Audience, tellingsFor } from './rules'

/** Rung at any hour when life or property is in danger. */
const ALARMS: readonly AppealMessage[] = ['appeal.waiting', 'appeal.emergency']

/** Tells those concerned of every move of an appeal, never the one who made it. */
export const tellOfAppeals = onEvent(
  'order.moved',
  'appeals.tell',
  async (deps, tx, event, eventId) => {
    const order = await orderById(tx, event.orderId)
    if (!order) return
    await settleAsksOf(tx, event, eventId)
    const { ladder } = appealKind
    const isEmergency = order.urgency === 'emergency'
    const params = await paramsOf(deps, tx, order, event)
    for (const { message, audience } of tellingsFor(event, { ladder, isEmergency })) {
      const to = (await people(deps, tx, audience, event, order)).filter((id) => id !== event.actorId)
      const kind = appealMessages.find((m) => m.name === message)!
      const isAlarm = isEmergency && ALARMS.includes(message)
      // Its ladder rings them, one rung after the other.
      if (isAlarm && event.toState === 'waiting') continue
      await send(deps, tx, {
        kind: isAlarm ? { ...kind, urgency: 'alarm' } : kind,
        to,
        params,
        subjectId: order.id,
        dedupeKey: `${eventId}.${message}`,
      })
    }
  },
  { concerns: ({ kind }) => kind === 'appeal' },
)

async function people(
  deps: Deps,
  tx: Tx,
  audience: Audience,
  event: OrderEvent,
  order: PlacedOrder,
): Promise<string[]> {
  const only = (id: string | null) => (id ? [id] : [])
  const now = deps.clock.now()
  const ofDepartments = (ids: (string | null)[]) =>
    holdersAt(tx, { roles: ['department'], placePath: ids.filter((id) => id !== null), now })
  switch (audience) {
    case 'requester':
      return askersOf(tx, order, now)
    case 'holder':
      return only(event.holderId)
    case 'formerHolder':
      return only(event.formerHolderId)
    case 'pool':
      return holdersAt(tx, { roles: appealKind.pool, placePath: order.gridPath, now })
    case 'secretary':
    case 'subdistrict':
    case 'county':
      return holdersAt(tx, { roles: [audience], placePath: order.gridPath, now })
    case 'followers':
      return followersOf(tx, order.communityId, order.id)
    case 'department':
      return ofDepartments([event.departmentId])
    case 'formerDepartment':
      return ofDepartments([event.formerDepartmentId])
    case 'namedDepartment':
      return ofDepartments([event.detail])
    case 'helpers':
      return ofDepartments(order.helpers)
    case 'decider':
      return deciders(tx, order, now)
  }
}

/** The subdistrict, or where nobody there but who whistled could decide, the county. */
async function deciders(tx: Tx, { gridPath, whistledBy }: PlacedOrder, now: Date): Promise<string[]> {
  for (const role of ['subdistrict', 'county'] as const) {
    const all = await holdersAt(tx, { roles: [role], placePath: gridPath, now })
    const others = all.filter((id) => id !== whistledBy)
    if (others.length > 0) return others
  }
  return []
}

/** As it is read: 12月9日 17:30. */
function dayText(at: Date): string {
  const [date, clock] = clockText(at).split(' ') as [string, string]
  const [, month, day] = date.split('-').map(Number)
  return `${month}月${day}日 ${clock}`
}

async function paramsOf(deps: Deps, tx: Tx, order: PlacedOrder, event: OrderEvent): Promise<AppealParams> {
  return {
    orderId: order.id,
    code: order.code,
    category: appealKind.categoryLabel(order.category),
    // A building at most: never the home, never the free words of `placeText`.
    place: (await placeById(tx, order.placeId))?.label ?? '',
    urgency: URGENCY_LABELS[order.urgency],
    at: clockText(deps.clock.now()),
    mayContest: order.contests === 0,
    state: ORDER_STATE_LABELS[event.toState],
    stateToFollowers: FOLLOWED_STATE_LABELS[event.toState],
    dueAt: dayText(order.promisedAt),
    closesAt: order.closesAt && dayText(order.closesAt),
    pauseReason: PAUSE_REASONS[event.detail as PauseReason] ?? '',
  }
}
