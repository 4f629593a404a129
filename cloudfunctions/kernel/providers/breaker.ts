export const BREAKER = {
  /** So many of the last tries are looked at … */
  lookedAt: 20,
  /** … and with so many failures among them the provider is left alone. */
  failures: 8,
  pauseMs: 15_000,
  /** Each probe that fails doubles the pause, up to this. */
  pauseMaxMs: 300_000,
  /** Who comes while a probe is under way asks again so much later. */
  probeMs: 1000,
} as const

export type BreakerState = 'closed' | 'open' | 'halfOpen'
export type Verdict = 'ok' | 'failed' | 'unused'

/** What a try that was let through tells when it is over; once. */
export type Ticket = (verdict: Verdict) => void

/**
 * One provider's circuit: closed while it works; open, and nobody asks, once it fails too often; after a pause one probe
 * decides. Kept in the memory of one process.
 */
export class Breaker {
  private recent: boolean[] = []
  private openUntilMs = 0
  private pauseMs: number = BREAKER.pauseMs
  private isClosed = true
  private isProbing = false

  state(nowMs: number): BreakerState {
    if (this.isClosed) return 'closed'
    return nowMs < this.openUntilMs && !this.isProbing ? 'open' : 'halfOpen'
  }

  /** Milliseconds for which it is to be left alone; 0 when a try is let through. */
  waitMs(nowMs: number): number {
    if (this.isClosed) return 0
    if (this.isProbing) return BREAKER.probeMs
    return Math.max(this.openUntilMs - nowMs, 0)
  }

  /** How well the last tries went, from 0 to 1. */
  get share(): number {
    return this.recent.length === 0 ? 1 : this.recent.filter(Boolean).length / this.recent.length
  }

  /** A try goes through; ask `waitMs` before. `nowMs` is asked again when it is over. */
  begin(nowMs: () => number): Ticket {
    if (this.isClosed) return (verdict) => this.tried(verdict, nowMs())
    this.isProbing = true
    return (verdict) => this.probed(verdict, nowMs())
  }

  private tried(verdict: Verdict, nowMs: number): void {
    // What was under way when it opened tells nothing new.
    if (verdict === 'unused' || !this.isClosed) return
    this.recent = [...this.recent, verdict === 'ok'].slice(-BREAKER.lookedAt)
    if (this.recent.filter((isOk) => !isOk).length < BREAKER.failures) return
    this.isClosed = false
    this.pauseMs = BREAKER.pauseMs
    this.openUntilMs = nowMs + this.pauseMs
  }

  private probed(verdict: Verdict, nowMs: number): void {
    this.isProbing = false
    if (verdict === 'unused') return
    if (verdict === 'ok') {
      this.isClosed = true
      this.recent = []
      return
    }
    this.pauseMs = Math.min(this.pauseMs * 2, BREAKER.pauseMaxMs)
    this.openUntilMs = nowMs + this.pauseMs
  }
}
