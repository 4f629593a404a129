import type { Deps } from '../context'
import type { Tx } from '../database/open'

/** What became of one try. */
export type Outcome =
  | { result: 'done' }
  | { result: 'retry'; error: string; errorCode?: number }
  | { result: 'dropped'; error: string; errorCode?: number }
  | { result: 'uncertain' }

/** A kind of effect outside the database: how to carry it out and how to record what came of it. */
export interface Effect<P = unknown> {
  kind: string
  /** Tries before a retry becomes a drop. */
  attemptsMax: number
  /** A try interrupted by a crash: carried out again, or recorded as uncertain and left. Alarms are always again. */
  afterCrash: 'again' | 'uncertain'
  /** Outside any transaction; must not throw for what the other side may answer. */
  run(deps: Deps, payload: P): Promise<Outcome>
  /** In the transaction that ends this try. */
  record?(deps: Deps, tx: Tx, payload: P, outcome: Outcome): Promise<void>
}
