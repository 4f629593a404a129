import type { Deps } from '../context'
import type { AnyEffect } from './effect'
import { OutboxRunner, type Urgency } from './run'

/** Carries out effects: alarms beside all others, so that none waits for those. One per process. */
export class Outbox {
  private readonly runners: Record<Urgency, OutboxRunner>

  /** `onRecorded` is told when effects ended while others go on. */
  constructor(deps: Deps, effects: readonly AnyEffect[], onRecorded: () => void = () => {}) {
    // What ends may free a lane that the other waits for.
    const ended = () => {
      this.look()
      onRecorded()
    }
    this.runners = {
      alarms: new OutboxRunner(deps, effects, 'alarms', ended),
      others: new OutboxRunner(deps, effects, 'others', ended),
    }
  }

  /** Something new may be due, although effects are being carried out. */
  look(): void {
    for (const runner of Object.values(this.runners)) runner.look()
  }

  /** From now on nothing is begun; what is under way ends. */
  stop(): void {
    for (const runner of Object.values(this.runners)) runner.stop()
  }

  /** Works until none of this urgency is due; returns how many tries were made. */
  carryOut(urgency: Urgency): Promise<number> {
    return this.runners[urgency].drain()
  }

  /** Works until nothing is due; returns how many tries were made. */
  async drain(): Promise<number> {
    for (let tries = 0; ; ) {
      const made = await Promise.all([this.carryOut('alarms'), this.carryOut('others')])
      tries += made[0] + made[1]
      // Alone, neither leaves anything to the other.
      if (made.includes(0)) return tries
    }
  }
}
