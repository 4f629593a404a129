import { onEvent } from '../../kernel/events/handler'
import { mergeEntries, partEntries } from './store'

/** Whoever turned out to be one person is told once. */
export const followDoors = onEvent('person.merged', 'doors.followMerged', async (deps, tx, merged) => {
  await mergeEntries(tx, { ...merged, now: deps.clock.now() })
})

/** Behind a door that turned out to be another person's it is that person who is to be told. */
export const partDoors = onEvent('person.split', 'doors.followSplit', async (deps, tx, split) => {
  await partEntries(tx, { ...split, now: deps.clock.now() })
})
