import { setTimeout as sleep } from 'node:timers/promises'

/** Something that runs outside this process and may end by itself. */
export interface Part {
  stop(): Promise<void>
  /** Called once when it ends by itself. */
  onExit(callback: () => void): void
}

export interface Kept<T> {
  current(): T
  stop(): Promise<void>
}

const DELAYS_MS = [0, 200, 500, 1_000, 2_000, 5_000, 10_000]
const STEADY_MS = 30_000

/**
 * Starts a part and starts it again whenever it ends by itself, waiting longer each time.
 * Rejects only if the very first start fails; later failures go to `onTrouble` and are tried again.
 */
export async function keepRunning<T extends Part>(options: {
  start(): Promise<T>
  onLost(): void
  onBack(part: T): void
  onTrouble(error: unknown): void
}): Promise<Kept<T>> {
  let isStopping = false
  let falls = 0
  let part = await options.start()
  let returning: Promise<void> = Promise.resolve()

  const bringBack = async () => {
    while (!isStopping) {
      await sleep(DELAYS_MS[Math.min(falls++, DELAYS_MS.length - 1)])
      if (isStopping) return
      try {
        part = await options.start()
        watch()
        if (!isStopping) options.onBack(part)
        return
      } catch (error) {
        if (!isStopping) options.onTrouble(error)
      }
    }
  }
  const watch = () => {
    const since = performance.now()
    part.onExit(() => {
      if (isStopping) return
      if (performance.now() - since > STEADY_MS) falls = 0
      options.onLost()
      returning = bringBack()
    })
  }
  watch()
  return {
    current: () => part,
    async stop() {
      isStopping = true
      await returning
      await part.stop()
    },
  }
}
