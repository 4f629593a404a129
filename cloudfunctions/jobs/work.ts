import type { Parts } from '../api/compose'
import { climbLadders } from '../engines/ladders/timer'
import { createDigests } from '../engines/messages/digest/digest'
import { pullSmsReports } from '../engines/messages/reports'
import { compactTallies } from '../engines/orders/tallies/store'
import { lookAtOrders } from '../engines/orders/timer'
import { forgetChanges } from '../kernel/changes/store'
import { forgetAnswers } from '../kernel/dispatch/store'
import { PACES, type Pace } from '../kernel/events/handler'
import { drainEvents } from '../kernel/events/run'
import { errorFacts } from '../kernel/log'
import { Outbox } from '../kernel/outbox/outbox'
import type { Urgency } from '../kernel/outbox/run'
import { lookAtNotices } from '../modules/civic/notices/timer'
import { makeVisitsDue } from '../modules/worker/visits/due'
import { lapseItems } from '../registry/facts/items/item'
import { lapseTags } from '../registry/tags/tag'

const DAY_MS = 86_400_000

/**
 * Everything that happens after commits: what became due by the clock, events to their handlers, effects to the outside.
 * `onRecorded` is told when effects ended while others go on: their ends may have emitted events.
 */
export function createWork({ deps, effects }: Parts, onRecorded: () => void = () => {}) {
  const outbox = new Outbox(deps, effects, onRecorded)
  const remindOfTheDay = createDigests(deps)
  const stopping = new AbortController()
  const work = {
    /** One look that fails holds up no other, nor what waits behind them: it is made again with the next. */
    async lookAtTime(): Promise<void> {
      // Alarms first: somebody waits for help.
      for (const look of [climbLadders, lookAtOrders, lookAtNotices, remindOfTheDay]) {
        try {
          await look(deps)
        } catch (error) {
          deps.log.error({ look: look.name, ...errorFacts(error) }, 'a look at the time failed')
        }
      }
    },
    handleEvents: (pace: Pace) => drainEvents(deps, pace, stopping.signal),
    carryOut: (urgency: Urgency) => outbox.carryOut(urgency),
    /** Something new may be due, although effects are being carried out. */
    lookForEffects: () => outbox.look(),
    /** From now on nothing is begun: what is under way ends. */
    stop(): void {
      stopping.abort()
      outbox.stop()
    },
    /** All of it, until nothing is due. */
    async drain(): Promise<void> {
      await work.lookAtTime()
      // Handling an event may enqueue effects, and an effect's end may emit events.
      for (let done = 1; done > 0; ) {
        let handled = 0
        for (const pace of PACES) handled += await work.handleEvents(pace)
        done = handled + (await outbox.drain())
      }
    },
    /**
     * Signals and stored answers that nobody will ask for again go; counts are put together; tags and items lapse, visits
     * fall due; what became of text messages is asked for.
     */
    async sweep(): Promise<void> {
      const now = deps.clock.now().getTime()
      await forgetChanges(deps.db, new Date(now - DAY_MS))
      await forgetAnswers(deps.db, new Date(now - 7 * DAY_MS))
      await compactTallies(deps)
      await lapseTags(deps)
      await lapseItems(deps)
      await makeVisitsDue(deps)
      await pullSmsReports(deps)
    },
  }
  return work
}
