import type { VisitRequest, VisitRule } from '../../../contract/worker/visits'
import type { Deps } from '../../../kernel/context'
import type { Tx } from '../../../kernel/database/open'
import { conflict } from '../../../kernel/errors'
import { dayOf } from '../../../registry/people/days'
import { tagsOf } from '../../../registry/tags/store'
import { nextDue, rulesFor } from './rules'
import { insertVisits, lockDue, saveDone } from './store'

interface Written {
  communityId: string
  personId: string
  by: string
  text?: string | null | undefined
  /** The writer's own, as the caller has made sure. */
  fileIds: string[]
  /** Why somebody came who was not due, or besides. */
  arrival?: VisitRequest | undefined
  /** The order by which they were asked to come. */
  orderId?: string
}

const resultPlace = (visitId: string) => `visits.result_sealed.${visitId}`

/** What came of a visit, in full; null where only a picture tells. */
export const readResult = (
  { encryption }: Pick<Deps, 'encryption'>,
  visit: { id: string; resultSealed: string | null },
): string | null => visit.resultSealed && encryption.open(visit.resultSealed, resultPlace(visit.id))

/**
 * Writes down a visit: all that the person was due by is answered, and due again a period later. Answers the nearest day
 * on which they are. Fault: visit.written_today, never of one that an order asked for.
 */
export async function writeVisit(
  { deps, tx, now }: { deps: Deps; tx: Tx; now: Date },
  written: Written,
): Promise<{ nextOn: string | null }> {
  const { communityId, personId, by, text, fileIds, arrival, orderId = null } = written
  const today = dayOf(now)
  const result = (id: string) => ({
    endedAt: now,
    doneBy: by,
    resultSealed: text ? deps.encryption.seal(text, resultPlace(id)) : null,
    fileIds,
  })
  // Who was visited today already is due a whole period later, and stays so.
  const owed = await lockDue(tx, communityId, personId)
  const due = owed.filter(({ reason, dueOn }) => dueOn < nextDue(reason as VisitRule, today))
  // Whom the job has not made due yet.
  const tags = (await tagsOf(tx, personId)).filter((tag) => tag.communityId === communityId)
  const early = rulesFor(tags.map(({ tag }) => tag)).filter((rule) => !owed.some(({ reason }) => reason === rule))
  for (const visit of due) await saveDone(tx, visit, result(visit.id))
  const row = (id: string) => ({ id, communityId, personId, orderId: null, createdAt: now })
  for (const reason of early) {
    const id = deps.newId()
    await insertVisits(tx, [{ ...row(id), reason, dueOn: today, state: 'done', ...result(id) }])
  }
  if (arrival || due.length + early.length === 0) {
    const id = deps.newId()
    const reason = arrival ?? ('request' as const)
    const visit = { ...row(id), orderId, reason, dueOn: today, state: 'done' as const, ...result(id) }
    if ((await insertVisits(tx, [visit])) === 0) throw conflict('visit.written_today', '今天已经记过这样一次了')
  }
  // Arrivals and what was asked for are never due.
  const answered = [...due.map(({ reason }) => reason as VisitRule), ...early]
  const next = answered.map((reason) => ({
    ...row(deps.newId()),
    reason,
    dueOn: nextDue(reason, today),
    state: 'due' as const,
    endedAt: null,
    doneBy: null,
    resultSealed: null,
    fileIds: [],
  }))
  await insertVisits(tx, next)
  return { nextOn: next.map(({ dueOn }) => dueOn).sort()[0] ?? null }
}
