import type { Deps } from '../context'
import { Gate } from '../gate'
import { errorFacts } from '../log'
import { restAfter } from '../rest'
import { backOffMs } from './back-off'
import type { AnyEffect, Outcome } from './effect'
import { type Claimed, claimDue, type EndedTry, endTries, findAbandoned, putBack } from './store'

const LEASE_MS = 60_000
/** Leases end after a minute: to look with each commit would find nothing new. */
const RECOVER_EVERY_MS = 1000

/** An alarm is claimed at once, and not after notices that are on their way. */
export type Urgency = 'alarms' | 'others'

/** What is uncertain after a crash is at most what was in flight. */
const WIDTH: Record<Urgency, number> = { alarms: 64, others: 256 }

/** Claimed when so many can be taken: a lot costs hardly more than one. */
const LOT: Record<Urgency, number> = { alarms: 1, others: 32 }

/** Of effects that are not prepared in lots each asks the database by itself: all at once they would leave no connection to calls. */
const SINGLE_WIDTH = 8

interface Over {
  row: Claimed
  outcome: Outcome
}

/** Carries out effects of one urgency, so many at once. One of each per process. */
export class OutboxRunner {
  private readonly inFlight = new Set<string>()
  private over: Over[] = []
  private readonly singles = new Gate(SINGLE_WIDTH)
  private recoveredAt = Number.NEGATIVE_INFINITY
  private isRecording = false
  private isStopped = false
  private ring: () => void = () => {}

  constructor(
    private readonly deps: Deps,
    private readonly effects: readonly AnyEffect[],
    private readonly urgency: Urgency,
    private readonly onRecorded: () => void = () => {},
  ) {}

  /** Something new may be due: looks for it although what is under way is not over. */
  look(): void {
    this.ring()
  }

  /** From now on nothing is claimed: `drain` ends when what is in flight is recorded. */
  stop(): void {
    this.isStopped = true
    this.ring()
  }

  /** Works until nothing is due; returns how many tries were made. */
  async drain(): Promise<number> {
    await this.recover()
    for (let tries = 0; ; ) {
      let isRung = false
      const rung = new Promise<void>((resolve) => {
        this.ring = () => {
          isRung = true
          resolve()
        }
      })
      const startedAt = performance.now()
      const claimed = await this.claim()
      const tookMs = performance.now() - startedAt
      tries += claimed.length
      for (const effect of [...new Set(claimed.map(({ kind }) => kind))])
        void this.sendAll(
          this.effectOf(effect),
          claimed.filter(({ kind }) => kind === effect),
        )
      // What ended while this claim looked may have freed a lane that it still saw taken.
      if (this.inFlight.size === 0 && !isRung) return tries
      await rung
      if (claimed.length === 0) await restAfter(tookMs)
    }
  }

  private async claim(): Promise<Claimed[]> {
    const limit = WIDTH[this.urgency] - this.inFlight.size
    if (this.isStopped || limit < LOT[this.urgency]) return []
    const now = this.deps.clock.now()
    const leaseUntil = new Date(now.getTime() + LEASE_MS)
    const claimed = await claimDue(this.deps.db, this.urgency === 'alarms', { now, leaseUntil, limit })
    for (const { id } of claimed) this.inFlight.add(id)
    return claimed
  }

  /** What a dead process left in flight: alarms and repeatable effects go again, the rest is recorded as uncertain. */
  private async recover(): Promise<void> {
    const now = this.deps.clock.now()
    if (now.getTime() - this.recoveredAt < RECOVER_EVERY_MS) return
    this.recoveredAt = now.getTime()
    const isAlarm = this.urgency === 'alarms'
    const abandoned = await findAbandoned(this.deps.db, isAlarm, now, [...this.inFlight])
    const isAgain = (row: Claimed) => isAlarm || this.effectOf(row.kind)?.afterCrash === 'again'
    await putBack(
      this.deps.db,
      abandoned.filter(isAgain).map((row) => row.id),
      now,
    )
    const lost = abandoned.filter((row) => !isAgain(row))
    if (lost.length > 0) await this.record(lost.map((row) => ({ row, outcome: { result: 'uncertain' } })))
  }

  private effectOf(kind: string): AnyEffect | undefined {
    return this.effects.find((e) => e.kind === kind)
  }

  private async sendAll(effect: AnyEffect | undefined, rows: Claimed[]): Promise<void> {
    const payloads = rows.map((row) => row.payload as never)
    try {
      const prepared = await effect?.prepare?.(this.deps, payloads)
      for (const [i, row] of rows.entries())
        void (prepared
          ? this.send(effect, row, prepared[i] as never)
          : this.singles.through(() => this.send(effect, row, undefined as never)))
    } catch (error) {
      this.failed(rows[0]!, error)
      for (const row of rows) this.end(row, retryOf(error))
    }
  }

  private async send(effect: AnyEffect | undefined, row: Claimed, prepared: never): Promise<void> {
    if (!effect) return this.end(row, { result: 'dropped', error: 'unknown kind' })
    try {
      this.end(row, await effect.run(this.deps, row.payload as never, prepared))
    } catch (error) {
      this.failed(row, error)
      this.end(row, retryOf(error))
    }
  }

  private failed({ id, kind, attempts }: Claimed, error: unknown): void {
    this.deps.log.error({ outboxId: id, kind, attempt: attempts, ...errorFacts(error) }, 'effect failed')
  }

  /** Whatever ends while others are being recorded is recorded together after them. */
  private end(row: Claimed, outcome: Outcome): void {
    this.over.push({ row, outcome })
    if (this.isRecording) return
    this.isRecording = true
    void this.recordAll()
  }

  private async recordAll(): Promise<void> {
    // Who ended in the same moment comes along.
    await new Promise(setImmediate)
    while (this.over.length > 0) {
      const lot = this.over
      this.over = []
      await this.recordOrEach(lot)
      for (const { row } of lot) this.inFlight.delete(row.id)
      this.ring()
      this.onRecorded()
    }
    // In the same breath as the last look, so that nothing ends in between unseen.
    this.isRecording = false
  }

  /** One that cannot be recorded must not take the rest of its lot with it: those would be uncertain, or go again. */
  private async recordOrEach(lot: Over[]): Promise<void> {
    try {
      await this.record(lot)
    } catch (error) {
      if (lot.length > 1) await Promise.all(lot.map((one) => this.recordOrEach([one])))
      else this.deps.log.error({ outboxId: lot[0]!.row.id, ...errorFacts(error) }, 'outbox try not recorded')
    }
  }

  private async record(lot: Over[]): Promise<void> {
    const now = this.deps.clock.now()
    const ended = lot.map(({ row, outcome }): EndedTry & { row: Claimed } => {
      const isLast = row.attempts >= (this.effectOf(row.kind)?.attemptsMax ?? 1)
      const pauseMs = pauseOf(outcome, row.attempts, isLast)
      const nextAt = pauseMs === null ? null : new Date(now.getTime() + pauseMs)
      return { id: row.id, outcome, nextAt, row }
    })
    await this.deps.db.transaction(async (tx) => {
      for (const effect of this.effects) {
        const own = ended.filter(({ row }) => row.kind === effect.kind)
        if (own.length > 0)
          await effect.record?.(
            this.deps,
            tx,
            own.map(({ row, outcome, nextAt }) => ({
              payload: row.payload as never,
              outcome,
              isLast: nextAt === null,
            })),
          )
      }
      await endTries(tx, ended, now)
    })
  }
}

/** Milliseconds until the next try; null when there is none. */
function pauseOf(outcome: Outcome, attempts: number, isLast: boolean): number | null {
  if (outcome.result === 'later') return outcome.afterMs
  return outcome.result === 'retry' && !isLast ? (outcome.afterMs ?? backOffMs(attempts)) : null
}

const retryOf = (error: unknown): Outcome => ({
  result: 'retry',
  error: error instanceof Error ? error.constructor.name : 'unknown',
})
