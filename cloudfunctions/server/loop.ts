import { restAfter } from '../kernel/rest'

/** One kind of background work, never twice at once: woken while under way it goes round once more. */
export class Loop {
  private running: Promise<void> | null = null
  private isWanted = false
  private isStopped = false

  /** `work` must not throw. */
  constructor(private readonly work: () => Promise<void>) {}

  wake(): void {
    this.isWanted = true
    if (!this.isStopped) this.running ??= this.rounds()
  }

  /** Null while nothing is under way. */
  get underWay(): Promise<void> | null {
    return this.running
  }

  /** Lets the round that is under way end, and begins no other. */
  async stop(): Promise<void> {
    this.isStopped = true
    await this.running
  }

  private async rounds(): Promise<void> {
    while (this.isWanted && !this.isStopped) {
      this.isWanted = false
      const startedAt = performance.now()
      await this.work()
      if (this.isWanted) await restAfter(performance.now() - startedAt)
    }
    // In the same breath as the last look, so that no wake falls in between.
    this.running = null
  }
}
