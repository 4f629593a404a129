import type { Deps } from '../context'
import { errorFacts } from '../log'
import { backOffMs } from './back-off'
import type { Effect, Outcome } from './effect'
import { type Claimed, claimDue, endTry, findAbandoned, putBack } from './store'

const LEASE_MS = 60_000

/** Carries out effects, up to `width` at once. One per process. */
export class OutboxRunner {
  private readonly inFlight = new Set<string>()

  constructor(
    private readonly deps: Deps,
    private readonly effects: readonly Effect<never>[],
    private readonly width = 64,
  ) {}

  /** Works until nothing is due; returns how many tries were made. */
  async drain(): Promise<number> {
    await this.recover()
    let tries = 0
    const running = new Set<Promise<void>>()
    for (;;) {
      const now = this.deps.clock.now()
      const free = this.width - running.size
      const claimed = free > 0 ? await claimDue(this.deps.db, now, new Date(now.getTime() + LEASE_MS), free) : []
      for (const row of claimed) {
        const sending: Promise<void> = this.send(row).finally(() => running.delete(sending))
        running.add(sending)
      }
      tries += claimed.length
      if (running.size === 0) return tries
      await Promise.race(running)
    }
  }

  /** What a dead process left in flight: alarms and repeatable effects go again, the rest is recorded as uncertain. */
  private async recover(): Promise<void> {
    const abandoned = await findAbandoned(this.deps.db, this.deps.clock.now(), [...this.inFlight])
    const again = abandoned.filter((row) => row.isAlarm || this.effectOf(row)?.afterCrash === 'again')
    await putBack(
      this.deps.db,
      again.map((row) => row.id),
      this.deps.clock.now(),
    )
    for (const row of abandoned) if (!again.includes(row)) await this.end(row, { result: 'uncertain' })
  }

  private effectOf(row: Claimed): Effect<never> | undefined {
    return this.effects.find((e) => e.kind === row.kind)
  }

  private async send(row: Claimed): Promise<void> {
    this.inFlight.add(row.id)
    try {
      await this.end(row, await this.attempt(row))
    } catch (error) {
      this.deps.log.error({ outboxId: row.id, kind: row.kind, ...errorFacts(error) }, 'outbox try not recorded')
    } finally {
      this.inFlight.delete(row.id)
    }
  }

  private async attempt(row: Claimed): Promise<Outcome> {
    const effect = this.effectOf(row)
    if (!effect) return { result: 'dropped', error: 'unknown kind' }
    try {
      return await effect.run(this.deps, row.payload as never)
    } catch (error) {
      this.deps.log.error(
        { outboxId: row.id, kind: row.kind, attempt: row.attempts, ...errorFacts(error) },
        'effect failed',
      )
      return { result: 'retry', error: error instanceof Error ? error.constructor.name : 'unknown' }
    }
  }

  private async end(row: Claimed, outcome: Outcome): Promise<void> {
    const effect = this.effectOf(row)
    const now = this.deps.clock.now()
    const isLast = row.attempts >= (effect?.attemptsMax ?? 1)
    const nextAt = outcome.result === 'retry' && !isLast ? new Date(now.getTime() + backOffMs(row.attempts)) : null
    await this.deps.db.transaction(async (tx) => {
      if (!nextAt) await effect?.record?.(this.deps, tx, row.payload as never, outcome)
      await endTry(tx, row.id, outcome, now, nextAt)
    })
  }
}
