import { onEvent } from '../../../kernel/events/handler'
import { handOverVisits } from './store'

/** Visits of a record follow the person it turned out to be. */
export const followVisits = onEvent('person.merged', 'visits.followMerged', (deps, tx, merged) =>
  handOverVisits(tx, { ...merged, now: deps.clock.now() }),
)
