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

/** So many have begun and are not over: what is uncertain after a crash is at most that. */
const WIDTH: Record<Urgency, number> = { alarms: 64, others: 256 }

/** Claimed ahead of those, so that the next begin in the moment in which others are over. */
const AHEAD: Record<Urgency, number> = { alarms: 0, others: 128 }

/** Claimed, and begun, when so many can be: a lot costs hardly more than one. */
const LOT: Record<Urgency, number> = { alarms: 1, others: 32 }

/** Of effects that are not prepared in lots each asks the database by itself: all at once they would leave no connection to calls. */
const SINGLE_WIDTH = 8

interface Over {
  row: Claimed
  outcome: Outcome
}

/** Carries out effects of one urgency, so many at once. One of each per process. */
export class OutboxRunner {
  /** Claimed and not over. */
  private readonly mine = new Set<string>()
  private waiting: Claimed[] = []
  private readonly begun = new Set<Claimed>()
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

  /** From now on nothing begins: `drain` ends when what is under way is recorded, and what was claimed ahead put back. */
  stop(): void {
    this.isStopped = true
    this.letGo()
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
      this.waiting.push(...claimed)
      if (this.isStopped) this.letGo()
      this.begin()
      // What ended while this claim looked may have freed a lane that it still saw taken.
      if (this.mine.size === 0 && !isRung) return tries
      await rung
      if (claimed.length === 0) await restAfter(tookMs)
    }
  }

  private async claim(): Promise<Claimed[]> {
    const limit = WIDTH[this.urgency] + AHEAD[this.urgency] - this.mine.size
    if (this.isStopped || limit < LOT[this.urgency]) return []
    const now = this.deps.clock.now()
    const leaseUntil = new Date(now.getTime() + LEASE_MS)
    const claimed = await claimDue(this.deps.db, this.urgency === 'alarms', { now, leaseUntil, limit })
    for (const { id } of claimed) this.mine.add(id)
    return claimed
  }

  private letGo(): void {
    for (const row of this.waiting.splice(0)) this.end(row, { result: 'later', afterMs: 0 })
  }

  /** Begins what waits, as far as there is room for it. */
  private begin(): void {
    for (let room = this.room(); room > 0; room = this.room()) {
      const [{ kind }] = this.waiting as [Claimed]
      const lot = this.waiting.filter((row) => row.kind === kind).slice(0, room)
      const taken = new Set(lot)
      this.waiting = this.waiting.filter((row) => !taken.has(row))
      for (const row of lot) this.begun.add(row)
      void this.sendAll(this.effectOf(kind), lot)
    }
  }

  /** How many of those waiting may begin now. Not few of many: they would take as long. */
  private room(): number {
    const free = WIDTH[this.urgency] - this.begun.size
    return free < Math.min(LOT[this.urgency], this.waiting.length) ? 0 : Math.min(free, this.waiting.length)
  }

  /** What a dead process left: alarms, what may be repeated and what had not begun go again, the rest is recorded as uncertain. */
  private async recover(): Promise<void> {
    const now = this.deps.clock.now()
    if (now.getTime() - this.recoveredAt < RECOVER_EVERY_MS) return
    this.recoveredAt = now.getTime()
    const isAlarm = this.urgency === 'alarms'
    const abandoned = await findAbandoned(this.deps.db, isAlarm, now, [...this.mine])
    const lost = isAlarm ? [] : await this.begunAmong(abandoned)
    await putBack(
      this.deps.db,
      abandoned.filter((row) => !lost.includes(row)).map((row) => row.id),
      now,
    )
    if (lost.length > 0) await this.record(lost.map((row) => ({ row, outcome: { result: 'uncertain' } })))
  }

  /** Those whose tries may have arrived, and must not be made again. */
  private async begunAmong(abandoned: Claimed[]): Promise<Claimed[]> {
    const begun: Claimed[] = []
    for (const kind of kindsOf(abandoned)) {
      const effect = this.effectOf(kind)
      if (effect?.afterCrash === 'again') continue
      const rows = abandoned.filter((row) => row.kind === kind)
      const had = await effect?.hadBegun?.(
        this.deps,
        rows.map((row) => row.payload as never),
      )
      begun.push(...rows.filter((_, i) => had?.[i] ?? true))
    }
    return begun
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
      for (const { row } of lot) {
        this.mine.delete(row.id)
        this.begun.delete(row)
      }
      this.begin()
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

const kindsOf = (rows: Claimed[]): string[] => [...new Set(rows.map(({ kind }) => kind))]

/** Milliseconds until the next try; null when there is none. */
function pauseOf(outcome: Outcome, attempts: number, isLast: boolean): number | null {
  if (outcome.result === 'later') return outcome.afterMs
  return outcome.result === 'retry' && !isLast ? (outcome.afterMs ?? backOffMs(attempts)) : null
}

const retryOf = (error: unknown): Outcome => ({
  result: 'retry',
  error: error instanceof Error ? error.constructor.name : 'unknown',
})
