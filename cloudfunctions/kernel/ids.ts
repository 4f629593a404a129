import { v7 } from 'uuid'
import type { Clock } from './clock/clock'
import type { Random } from './random'

/** Makes the ids of all records: UUIDv7, ordered by time within one process. */
export type NewId = () => string

/** `clock` gives the time part, `random` the rest; within one millisecond ids still ascend. */
export function createIds(clock: Clock, random: Random): NewId {
  let lastMs = 0
  let seq = 0
  return () => {
    const msecs = Math.max(clock.now().getTime(), lastMs)
    seq = msecs === lastMs ? seq + 1 : random(4).readUInt32BE() >>> 2
    lastMs = msecs
    return v7({ msecs, seq, random: random(16) })
  }
}
