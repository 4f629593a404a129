import type { Deps } from '../../../kernel/context'
import { dayOf } from '../../../registry/people/days'
import { firstDue } from './rules'
import { dropVisits, insertVisits, lackingVisits } from './store'

const AT_ONCE = 500

/**
 * Makes due whoever comes under a rule and is not due yet, and lets go of who does not any more. Safe in several
 * processes at once: the table keeps one due visit for each person and rule. Answers how many it made.
 */
export async function makeVisitsDue(deps: Pick<Deps, 'db' | 'clock' | 'newId'>): Promise<number> {
  const now = deps.clock.now()
  await dropVisits(deps.db, now)
  for (let made = 0; ; ) {
    const lacking = await lackingVisits(deps.db, AT_ONCE)
    const added = await insertVisits(
      deps.db,
      lacking.map(({ communityId, personId, rule, lastDay }) => ({
        id: deps.newId(),
        communityId,
        personId,
        reason: rule,
        dueOn: firstDue(rule, lastDay, dayOf(now)),
        state: 'due' as const,
        createdAt: now,
        endedAt: null,
        doneBy: null,
        resultSealed: null,
        fileIds: [],
        orderId: null,
      })),
    )
    made += added
    // Somebody else is making the same ones.
    if (lacking.length < AT_ONCE || added === 0) return made
  }
}
