import { onEvent } from '../../kernel/events/handler'
import { mergeEntries } from './store'

/** Whoever turned out to be one person is told once. */
export const followDoors = onEvent('person.merged', 'doors.followMerged', async (deps, tx, merged) => {
  await mergeEntries(tx, { ...merged, now: deps.clock.now() })
})
