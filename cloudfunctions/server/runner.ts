import type { Parts } from '../api/compose'
import { createWork } from '../jobs/work'
import { errorFacts } from '../kernel/log'
import { Loop } from './loop'

const LOOK_EVERY_MS = 1000
const HANDLE_EVERY_MS = 50
const SWEEP_EVERY_MS = 3_600_000

/**
 * Works in the background of a server: at once after a commit, and each second for what became due. What became due,
 * events and effects go on beside each other, so that an alarm does not wait until 100,000 notices are sent.
 */
export class Runner {
  private readonly work: ReturnType<typeof createWork>
  private readonly loops: Loop[]
  private timers: NodeJS.Timeout[] = []
  private handling: NodeJS.Timeout | null = null

  constructor(private readonly parts: Parts) {
    this.work = createWork(parts, () => this.handleSoon(events))
    const { work } = this
    const events = this.loop(async () => {
      if ((await work.handleEvents()) > 0) this.sendSoon(effects)
    })
    const effects = this.loop(async () => {
      if ((await work.carryOut()) > 0) events.wake()
    })
    const due = this.loop(async () => {
      await work.lookAtTime()
      events.wake()
      this.sendSoon(effects)
    })
    this.loops = [due, events, effects]
    parts.deps.wake = () => due.wake()
  }

  start(): void {
    this.timers = [
      setInterval(() => this.wake(), LOOK_EVERY_MS),
      setInterval(() => this.attempt(() => this.work.sweep()), SWEEP_EVERY_MS),
    ]
    this.wake()
  }

  /** Looks for work soon; while a round is under way one more follows it. */
  wake(): void {
    this.parts.deps.wake()
  }

  /** Resolves when nothing is due. */
  async settle(): Promise<void> {
    this.wake()
    while (this.loops.some(({ underWay }) => underWay)) await Promise.all(this.loops.map(({ underWay }) => underWay))
  }

  async stop(): Promise<void> {
    for (const timer of this.timers) clearInterval(timer)
    if (this.handling) clearTimeout(this.handling)
    await Promise.all(this.loops.map((loop) => loop.stop()))
  }

  /** Effects end hundreds of times a second, and seldom emit. */
  private handleSoon(events: Loop): void {
    this.handling ??= setTimeout(() => {
      this.handling = null
      events.wake()
    }, HANDLE_EVERY_MS)
  }

  private sendSoon(effects: Loop): void {
    this.work.lookForEffects()
    effects.wake()
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
