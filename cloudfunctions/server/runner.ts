import type { Parts } from '../api/compose'
import { createWork } from '../jobs/work'
import { errorFacts } from '../kernel/log'
import { Loop } from './loop'

const LOOK_EVERY_MS = 1000
const HANDLE_EVERY_MS = 50
const SWEEP_EVERY_MS = 3_600_000
/** A server that is started anew more often than every hour sweeps too, once its start is over. */
const SWEEP_FIRST_MS = 300_000

type LoopName = 'due' | 'urgent' | 'quick' | 'bulk' | 'alarms' | 'others'

/** Where two processes share the work, nothing that somebody waits for stands behind what takes long. */
const LOOPS_OF = {
  all: ['due', 'urgent', 'alarms', 'quick', 'bulk', 'others'],
  prompt: ['due', 'urgent', 'alarms', 'quick'],
  bulk: ['bulk', 'others'],
} as const satisfies Record<string, readonly LoopName[]>

export type Share = keyof typeof LOOPS_OF

/**
 * Works in the background of a server: at once after a commit, and each second for what became due. What became due,
 * events by their pace, alarms and other effects go on beside each other, so that an alarm does not wait until 100,000
 * notices are written and sent.
 */
export class Runner {
  private readonly work: ReturnType<typeof createWork>
  private readonly loops: Record<LoopName, Loop>
  private timers: NodeJS.Timeout[] = []
  private handling: NodeJS.Timeout | null = null

  /** `wakeElsewhere`: the process that does the other share may have something to do. */
  constructor(
    private readonly parts: Parts,
    private readonly share: Share = 'all',
    private readonly wakeElsewhere: () => void = () => {},
  ) {
    this.work = createWork(parts, () => this.handleSoon())
    const { work } = this
    this.loops = {
      due: this.loop(async () => {
        await work.lookAtTime()
        this.wakeAll()
      }),
      urgent: this.loop(async () => {
        if ((await work.handleEvents('urgent')) > 0) this.wakeOwn('alarms', 'quick')
      }),
      quick: this.loop(async () => {
        if ((await work.handleEvents('quick')) > 0) this.wakeOwn('urgent', 'alarms', 'bulk', 'others')
      }),
      bulk: this.loop(async () => {
        if ((await work.handleEvents('bulk')) > 0) this.wakeAll()
      }),
      alarms: this.loop(async () => {
        if ((await work.carryOut('alarms')) > 0) this.wakeOwn('urgent', 'quick')
      }),
      others: this.loop(async () => {
        if ((await work.carryOut('others')) > 0) this.wakeOwn('urgent', 'quick')
      }),
    }
    parts.deps.wake = () => this.wakeAll()
  }

  start(): void {
    this.timers = [setInterval(() => this.lookAround(), LOOK_EVERY_MS)]
    const sweep = () => this.attempt(() => this.work.sweep())
    if (this.owns('due')) this.timers.push(setTimeout(sweep, SWEEP_FIRST_MS), setInterval(sweep, SWEEP_EVERY_MS))
    this.lookAround()
  }

  /** Resolves when nothing is due. */
  async settle(): Promise<void> {
    this.lookAround()
    const underWay = () => Object.values(this.loops).flatMap((loop) => loop.underWay ?? [])
    while (underWay().length > 0) await Promise.all(underWay())
  }

  /** Begins nothing more; resolves when what is under way is over and recorded. */
  async stop(): Promise<void> {
    for (const timer of this.timers) clearInterval(timer)
    if (this.handling) clearTimeout(this.handling)
    this.work.stop()
    await Promise.all(Object.values(this.loops).map((loop) => loop.stop()))
  }

  /** The other process woke this one: it does its own share, and wakes nobody. What became due by the clock it did not cause. */
  woken(): void {
    for (const name of LOOPS_OF[this.share]) if (name !== 'due') this.go(name)
  }

  private owns(name: LoopName): boolean {
    return (LOOPS_OF[this.share] as readonly LoopName[]).includes(name)
  }

  private lookAround(): void {
    if (this.owns('due')) this.go('due')
    else this.woken()
  }

  /** What was committed may have left events and effects. */
  private wakeAll(): void {
    this.wakeOwn('urgent', 'alarms', 'quick', 'bulk', 'others')
  }

  private wakeOwn(...names: LoopName[]): void {
    for (const name of names) if (this.owns(name)) this.go(name)
    if (!names.every((name) => this.owns(name))) this.wakeElsewhere()
  }

  private go(name: LoopName): void {
    // A round that is under way takes up what is new.
    if (name === 'alarms' || name === 'others') this.work.lookForEffects()
    this.loops[name].wake()
  }

  /** Effects end hundreds of times a second, and seldom emit, or free the lane that an alarm waits for. */
  private handleSoon(): void {
    this.handling ??= setTimeout(() => {
      this.handling = null
      this.wakeOwn('urgent', 'alarms', 'quick')
    }, HANDLE_EVERY_MS)
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
