import type { Parts } from '../api/compose'
import { createWork } from '../jobs/work'
import { errorFacts } from '../kernel/log'

const LOOK_EVERY_MS = 1000
const SWEEP_EVERY_MS = 3_600_000

/** Works in the background of a server: at once after a commit, and each second for what became due. */
export class Runner {
  private readonly work: ReturnType<typeof createWork>
  private timers: NodeJS.Timeout[] = []
  private running: Promise<void> | null = null
  private isWanted = false
  private isStopped = false

  constructor(private readonly parts: Parts) {
    this.work = createWork(parts)
    parts.deps.wake = () => this.wake()
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
    this.isWanted = true
    this.running ??= this.rounds().finally(() => {
      this.running = null
    })
  }

  /** Resolves when nothing is due. */
  async settle(): Promise<void> {
    this.wake()
    while (this.running) await this.running
  }

  async stop(): Promise<void> {
    this.isStopped = true
    for (const timer of this.timers) clearInterval(timer)
    await this.running
  }

  private async rounds(): Promise<void> {
    while (this.isWanted && !this.isStopped) {
      this.isWanted = false
      await this.attempt(() => this.work.drain())
    }
  }

  private async attempt(task: () => Promise<void>): Promise<void> {
    try {
      await task()
    } catch (error) {
      this.parts.deps.log.error(errorFacts(error), 'background work failed, next look in a second')
    }
  }
}
