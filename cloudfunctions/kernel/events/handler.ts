import type { EventName, Events } from '../../contract/events'
import type { Deps } from '../context'
import type { Tx } from '../database/open'

/** Runs once per event and name, in a transaction of its own; a throw is retried with growing pauses. */
export interface EventHandler<N extends EventName = EventName> {
  /** Stable, as `module.purpose`: it is the key of de-duplication. */
  name: string
  on: N
  /** Works on hundreds of people at once: goes on beside what is quick, so that nobody's alarm waits behind it. */
  isBulk: boolean
  run(deps: Deps, tx: Tx, payload: Events[N], eventId: string): Promise<void>
}

/** Keeps the payload's type while the list of all handlers is plain. */
export const onEvent = <N extends EventName>(on: N, name: string, run: EventHandler<N>['run']): EventHandler =>
  ({ name, on, isBulk: false, run }) as unknown as EventHandler

/** The same for what works on hundreds of people at once. */
export const onEventInBulk = <N extends EventName>(on: N, name: string, run: EventHandler<N>['run']): EventHandler =>
  ({ name, on, isBulk: true, run }) as unknown as EventHandler
