import { setTimeout as sleep } from 'node:timers/promises'

const REST_MS_MAX = 50

/**
 * Waits as long as something took, at most 50 ms: looking again and again for what may be new takes half of a busy
 * machine's time so and no more, and costs a quiet one nothing.
 */
export const restAfter = (tookMs: number): Promise<void> => sleep(Math.min(tookMs, REST_MS_MAX))
