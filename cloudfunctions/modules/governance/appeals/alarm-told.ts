import * as z from 'zod'
import { LADDER_STATES } from '../../../contract/alarms'
import { toldIn } from '../../../engines/ladders/ladder'
import { ladderOfSubject, stepsOf } from '../../../engines/ladders/store'
import { maySee, type Viewer } from '../../../engines/orders/permissions'
import { orderById } from '../../../engines/orders/store'
import type { Deps } from '../../../kernel/context'
import { moment } from '../../../kernel/dispatch/fields'
import { notFound } from '../../../kernel/errors'
import { namesOf } from '../../../registry/people/store'
import { appealAlarm } from './alarm'

/** Who was rung for an appeal, by what they are; null where it rang nobody. */
export const alarmTold = z.nullable(
  z.strictObject({
    state: z.enum(LADDER_STATES),
    rungs: z.array(z.string()),
    people: z.number().int(),
    takenBy: z.nullable(z.strictObject({ name: z.string(), at: moment })),
  }),
)

/** What whoever sees the appeal may know of its alarm, which is nobody's name but that of who answered. */
export async function alarmToldFor(deps: Deps, viewer: Viewer, orderId: string): Promise<z.input<typeof alarmTold>> {
  const { db } = deps
  const order = await orderById(db, orderId)
  if (!order || !maySee(viewer, order, deps.kinds.of(order.kind))) throw notFound()
  const ladder = await ladderOfSubject(db, appealAlarm.name, orderId)
  if (!ladder) return null
  const steps = await stepsOf(db, ladder.id)
  const since = steps.slice(steps.findLastIndex(({ what }) => what === 'raised'))
  const rungs = since.filter(({ what }) => what === 'told').map(({ rung }) => appealAlarm.rungs[rung]?.label ?? '')
  const { state, acknowledgedBy, endedAt } = ladder
  const name = acknowledgedBy && ((await namesOf(db, [acknowledgedBy])).get(acknowledgedBy) ?? '')
  return {
    state,
    rungs: [...new Set(rungs)],
    people: toldIn(steps).length,
    takenBy: name === null ? null : { name, at: endedAt!.toISOString() },
  }
}
