import type { Deps } from '../context'
import type { Tx } from '../database/open'

/** How the other side named its refusal. */
interface Refusal {
  errorCode?: number
  providerCode?: string
}

/** What became of one try. */
export type Outcome =
  /** `answer`: what the other side calls it, and how many it bills. */
  | { result: 'done'; answer?: { receipt: string; units: number } }
  /** After `afterMs`, or else after a pause that doubles with each try. */
  | ({ result: 'retry'; error: string; afterMs?: number } & Refusal)
  /** Not tried at all, and not counted as a try: the other side is out of order. */
  | { result: 'later'; afterMs: number }
  | ({ result: 'dropped'; error: string } & Refusal)
  | { result: 'uncertain' }

/** A try that is over; `isLast` unless it is tried again. */
export interface Ended<P> {
  payload: P
  outcome: Outcome
  isLast: boolean
}

/** A kind of effect outside the database: how to carry it out and how to record what came of it. */
export interface Effect<P = unknown, Q = undefined> {
  kind: string
  /** Tries before a retry becomes a drop. */
  attemptsMax: number
  /** A try interrupted by a crash: carried out again, or recorded as uncertain and left. Alarms are always again. */
  afterCrash: 'again' | 'uncertain'
  /** Reads or begins what many tries need in one go; answers for each payload, in their order, what its `run` is given. */
  prepare?(deps: Deps, payloads: P[]): Promise<Q[]>
  /** Outside any transaction; must not throw for what the other side may answer. */
  run(deps: Deps, payload: P, prepared: Q): Promise<Outcome>
  /** In the transaction that ends these tries. */
  record?(deps: Deps, tx: Tx, ended: readonly Ended<P>[]): Promise<void>
}

/** Effects of any payload, as the runner holds them. */
export type AnyEffect = Effect<never, never>
