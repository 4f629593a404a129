import type { Ground } from './ground'

/** One item of a recording, and what the product made of it. */
export interface Verdict {
  id: string
  ok: boolean
  got: unknown
  want: unknown
}

/** A kind of recording: what its folder holds and how it is fed in. */
export interface ConformKind {
  run(ground: Ground, folder: string): AsyncGenerator<Verdict>
  /** Whether so many wrong answers are still within what people differ on. */
  isWithinTolerance(verdicts: readonly Verdict[]): boolean
}
