import type { Parts } from '../api/compose'
import { compactTallies } from '../engines/orders/tallies/store'
import { lookAtOrders } from '../engines/orders/timer'
import { forgetChanges } from '../kernel/changes/store'
import { forgetAnswers } from '../kernel/dispatch/store'
import { drainEvents } from '../kernel/events/run'
import { OutboxRunner } from '../kernel/outbox/run'
import { makeVisitsDue } from '../modules/worker/visits/due'
import { lapseItems } from '../registry/facts/items/item'
import { lapseTags } from '../registry/tags/tag'

const DAY_MS = 86_400_000

/** Everything that happens after commits: events to handlers, then effects to the outside, until nothing is due. */
export function createWork({ deps, effects }: Parts) {
  const outbox = new OutboxRunner(deps, effects)
  return {
    async drain(): Promise<void> {
      await lookAtOrders(deps)
      // Handling an event may enqueue effects, and an effect's end may emit events.
      while ((await drainEvents(deps)) + (await outbox.drain()) > 0);
    },
    /** Signals and stored answers that nobody will ask for again go; counts are put together; tags and items lapse, visits fall due. */
    async sweep(): Promise<void> {
      const now = deps.clock.now().getTime()
      await forgetChanges(deps.db, new Date(now - DAY_MS))
      await forgetAnswers(deps.db, new Date(now - 7 * DAY_MS))
      await compactTallies(deps)
      await lapseTags(deps)
      await lapseItems(deps)
      await makeVisitsDue(deps)
    },
  }
}
