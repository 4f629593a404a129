/** Where the present comes from. Server logic asks nothing else. */
export interface Clock {
  now(): Date
}

export const systemClock: Clock = { now: () => new Date() }

/** The machine's time plus an offset that local mode moves. */
export class OffsetClock implements Clock {
  offsetMs = 0

  now(): Date {
    return new Date(Date.now() + this.offsetMs)
  }
}
