import type { Parts } from '../api/compose'
import { createWork } from '../jobs/work'
import { errorFacts } from '../kernel/log'
import { Loop } from './loop'

const LOOK_EVERY_MS = 1000
const HANDLE_EVERY_MS = 50
const SWEEP_EVERY_MS = 3_600_000

/**
 * Works in the background of a server: at once after a commit, and each second for what became due. What became due, quick
 * events, events in bulk, alarms and other effects go on beside each other, so that an alarm does not wait until 100,000
 * notices are written and sent.
 */
export class Runner {
  private readonly work: ReturnType<typeof createWork>
  private readonly loops: Record<'due' | 'events' | 'bulk' | 'alarms' | 'others', Loop>
  private timers: NodeJS.Timeout[] = []
  private handling: NodeJS.Timeout | null = null

  constructor(private readonly parts: Parts) {
    this.work = createWork(parts, () => this.handleSoon())
    const { work } = this
    this.loops = {
      due: this.loop(async () => {
        await work.lookAtTime()
        this.afterCommit()
      }),
      events: this.loop(async () => {
        if ((await work.handleEvents()) === 0) return
        await work.climb()
        this.loops.bulk.wake()
        this.send()
      }),
      bulk: this.loop(async () => {
        if ((await work.handleBulk()) > 0) this.afterCommit()
      }),
      alarms: this.loop(async () => {
        if ((await work.carryOut('alarms')) > 0) this.loops.events.wake()
      }),
      others: this.loop(async () => {
        if ((await work.carryOut('others')) > 0) this.loops.events.wake()
      }),
    }
    parts.deps.wake = () => this.afterCommit()
  }

  start(): void {
    this.timers = [
      setInterval(() => this.wake(), LOOK_EVERY_MS),
      setInterval(() => this.attempt(() => this.work.sweep()), SWEEP_EVERY_MS),
    ]
    this.wake()
  }

  /** Looks soon for what became due; while a round is under way one more follows it. */
  wake(): void {
    this.loops.due.wake()
  }

  /** Resolves when nothing is due. */
  async settle(): Promise<void> {
    this.wake()
    const underWay = () => Object.values(this.loops).flatMap((loop) => loop.underWay ?? [])
    while (underWay().length > 0) await Promise.all(underWay())
  }

  async stop(): Promise<void> {
    for (const timer of this.timers) clearInterval(timer)
    if (this.handling) clearTimeout(this.handling)
    await Promise.all(Object.values(this.loops).map((loop) => loop.stop()))
  }

  /** What was committed may have left events and effects. */
  private afterCommit(): void {
    this.loops.events.wake()
    this.loops.bulk.wake()
    this.send()
  }

  /** Effects end hundreds of times a second, and seldom emit. */
  private handleSoon(): void {
    this.handling ??= setTimeout(() => {
      this.handling = null
      this.loops.events.wake()
    }, HANDLE_EVERY_MS)
  }

  private send(): void {
    this.work.lookForEffects()
    this.loops.alarms.wake()
    this.loops.others.wake()
  }

  private loop(task: () => Promise<void>): Loop {
    return new Loop(() => this.attempt(task))
  }

  private async attempt(task: () => Promise<void>): Promise<void> {
    try {
      await task()
    } catch (error) {
      this.parts.deps.log.error(errorFacts(error), 'background work failed, next look in a second')
    }
  }
}
