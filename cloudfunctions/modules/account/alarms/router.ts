import * as z from 'zod'
import { acknowledge } from '../../../engines/ladders/answer'
import { lookedAfter, maySeeAlarm } from '../../../engines/ladders/permissions'
import { type LadderStepRow, ladderById, laddersFor, type PlacedLadder, stepsOf } from '../../../engines/ladders/store'
import type { Caller } from '../../../kernel/context'
import type { Executor } from '../../../kernel/database/open'
import { moment } from '../../../kernel/dispatch/fields'
import { mutation, query, router } from '../../../kernel/dispatch/procedure'
import { conflict, notFound } from '../../../kernel/errors'
import { namesOf } from '../../../registry/people/store'
import { alarmDetail, alarmSummary, detailOf, summariesOf } from './present'

/** Ended alarms stay in the list so long. */
const SHOWN_MS = 86_400_000

/** An alarm that rang the caller, or at a place they look after. */
async function seen(
  db: Executor,
  caller: Caller,
  id: string,
): Promise<{ ladder: PlacedLadder; steps: LadderStepRow[] }> {
  const ladder = await ladderById(db, id)
  const steps = ladder ? await stepsOf(db, id) : []
  const rung = steps.flatMap(({ personIds }) => personIds)
  if (!ladder || !maySeeAlarm(caller, { placePath: ladder.placePath, rung })) throw notFound('没找到这条告警')
  return { ladder, steps }
}

export const alarmsRouter = router({
  list: query(
    { callers: 'person', about: '要您去的告警，没人答应的在前，一天内的都在' },
    {},
    z.array(alarmSummary),
    async ({ deps, db, caller, now }) => {
      const { personId } = caller
      const since = new Date(now.getTime() - SHOWN_MS)
      return summariesOf(deps, db, caller, await laddersFor(db, { personId, placeIds: lookedAfter(caller), since }))
    },
  ),

  get: query(
    { callers: 'person', about: '一条告警：什么事、在哪里、叫过谁、谁去了' },
    { id: z.uuid() },
    alarmDetail,
    async ({ deps, db, caller }, { id }) => detailOf(deps, db, caller, await seen(db, caller, id)),
  ),

  acknowledge: mutation(
    { callers: 'person', about: '答应马上到，只有第一个人算数' },
    { id: z.uuid() },
    z.strictObject({ isMine: z.boolean(), name: z.string(), at: moment }),
    async ({ deps, tx, caller }, { id }) => {
      const { personId } = caller
      await seen(tx, caller, id)
      const { acknowledgedBy, endedAt } = (await acknowledge(deps, tx, { ladderId: id, personId, how: 'tap' }))!
      if (!acknowledgedBy) throw conflict('alarm.cancelled', '已经撤回了，不用去了')
      const name = (await namesOf(tx, [acknowledgedBy])).get(acknowledgedBy) ?? ''
      return { isMine: acknowledgedBy === personId, name, at: endedAt!.toISOString() }
    },
  ),
})
