import type { Deps } from '../context'
import { errorFacts } from '../log'
import { backOffMs } from '../outbox/back-off'
import type { Pace } from './handler'
import { type Among, type DueHandling, endHandling, lockDueHandling, postponeHandling } from './store'

const ATTEMPTS_MAX = 12

/** Handles due events of a pace one after another until none is left, or it is stopped; returns how many were handled. */
export async function drainEvents(deps: Deps, pace: Pace, stopping?: AbortSignal): Promise<number> {
  const others = deps.handlers.filter((handler) => handler.pace !== 'quick')
  const named = others.filter((handler) => handler.pace === pace || pace === 'quick').map(({ name }) => name)
  for (let handled = 0; ; handled++) {
    // What has no handler any more is found among the quick ones.
    if (stopping?.aborted || !(await handleNext(deps, { named, isNamed: pace !== 'quick' }))) return handled
  }
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
