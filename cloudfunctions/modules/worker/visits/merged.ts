import { onEvent } from '../../../kernel/events/handler'
import { handOverRequests } from './asked/store'
import { handOverVisits } from './store'

/** Visits of a record, made, due and asked for, follow the person it turned out to be. */
export const followVisits = onEvent('person.merged', 'visits.followMerged', async (deps, tx, merged) => {
  await handOverRequests(tx, merged)
  await handOverVisits(tx, { ...merged, now: deps.clock.now() })
})
