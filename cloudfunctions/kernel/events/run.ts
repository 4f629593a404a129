import type { Deps } from '../context'
import { errorFacts } from '../log'
import { backOffMs } from '../outbox/back-off'
import type { Pace } from './handler'
import { type Among, type DueHandling, endHandling, lockDueHandling, postponeHandling } from './store'

const ATTEMPTS_MAX = 12

/** What works on hundreds of people at once goes two abreast: while one waits for the database the other does not. */
const WIDTH: Record<Pace, number> = { urgent: 1, quick: 1, bulk: 2 }

/** Handles due events of a pace until none is left, or it is stopped; returns how many were handled. */
export async function drainEvents(deps: Deps, pace: Pace, stopping?: AbortSignal): Promise<number> {
  const others = deps.handlers.filter((handler) => handler.pace !== 'quick')
  const named = others.filter((handler) => handler.pace === pace || pace === 'quick').map(({ name }) => name)
  const ranks: Promise<void>[] = []
  let [handled, abreast, isFailed] = [0, 0, false]
  const march = async () => {
    abreast += 1
    try {
      // What has no handler any more is found among the quick ones.
      while (!stopping?.aborted && !isFailed && (await handleNext(deps, { named, isNamed: pace !== 'quick' }))) {
        handled += 1
        // What this one emitted may be for two.
        if (abreast < WIDTH[pace]) ranks.push(march())
      }
    } catch (error) {
      isFailed = true
      throw error
    } finally {
      abreast -= 1
    }
  }
  ranks.push(march())
  // Those that join meanwhile are waited for as well; what failed is thrown when nobody works any more.
  const ends: PromiseSettledResult<void>[] = []
  while (ends.length < ranks.length) ends.push(...(await Promise.allSettled(ranks.slice(ends.length))))
  const failed = ends.find((end) => end.status === 'rejected')
  if (failed) throw failed.reason
  return handled
}

async function handleNext(deps: Deps, among: Among): Promise<boolean> {
  let due: DueHandling | null = null
  try {
    await deps.db.transaction(async (tx) => {
      due = await lockDueHandling(tx, deps.clock.now(), among)
      if (!due) return
      const { handler: name, payload, eventId } = due
      const handler = deps.handlers.find((h) => h.name === name)
      if (!handler) throw new Error(`no handler named ${name}`)
      if (handler.concerns(payload)) await handler.run(deps, tx, payload, eventId)
      await endHandling(tx, due)
    })
  } catch (error) {
    if (!due) throw error
    await fail(deps, due, error)
  }
  return due !== null
}

async function fail(deps: Deps, due: DueHandling, error: unknown): Promise<void> {
  const attempt = due.attempts + 1
  const nextAt = attempt < ATTEMPTS_MAX ? new Date(deps.clock.now().getTime() + backOffMs(attempt)) : null
  deps.log.error({ handler: due.handler, eventId: due.eventId, attempt, ...errorFacts(error) }, 'event handler failed')
  await deps.db.transaction((tx) =>
    postponeHandling(tx, due, nextAt, error instanceof Error ? error.constructor.name : 'unknown'),
  )
}
