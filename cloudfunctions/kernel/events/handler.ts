import type { EventName, Events } from '../../contract/events'
import type { Deps } from '../context'
import type { Tx } from '../database/open'

/** What is urgent, and what works on hundreds of people at once, goes on beside the rest: no alarm waits behind either. */
export const PACES = ['urgent', 'quick', 'bulk'] as const
export type Pace = (typeof PACES)[number]

/** Runs once per event and name, in a transaction of its own; a throw is retried with growing pauses. */
export interface EventHandler<N extends EventName = EventName> {
  /** Stable, as `module.purpose`: it is the key of de-duplication. */
  name: string
  on: N
  pace: Pace
  /** Whether it has anything to do with this one; what it has not is not even written down for it. */
  concerns(payload: Events[N]): boolean
  run(deps: Deps, tx: Tx, payload: Events[N], eventId: string): Promise<void>
}

interface Options<N extends EventName> {
  pace?: Pace
  concerns?: EventHandler<N>['concerns']
}

/** Keeps the payload's type while the list of all handlers is plain. */
export const onEvent = <N extends EventName>(
  on: N,
  name: string,
  run: EventHandler<N>['run'],
  { pace = 'quick', concerns = () => true }: Options<N> = {},
): EventHandler => ({ name, on, pace, concerns, run }) as unknown as EventHandler
