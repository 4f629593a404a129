import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'

export interface Called {
  path: string
  token: string
  input: object
}

/** One call; throws what was refused. Answers the data. */
export async function call(url: string, { path, token, input }: Called): Promise<any> {
  const response = await fetch(`${url}/rpc`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ path, input }),
  })
  const reply = (await response.json()) as { ok: boolean; data?: unknown; error?: { code: string } }
  if (!reply.ok) throw new Error(`${path}: ${reply.error?.code}`)
  return reply.data
}

export const mutate = (url: string, { path, token, input }: Called) =>
  call(url, { path, token, input: { key: randomUUID(), ...input } })

export const percentile = (values: readonly number[], part: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(Math.floor(values.length * part), values.length - 1)] ?? Number.NaN

/** Begins a call every so many milliseconds, whether the one before is over or not, until told; answers their times in ms. */
export function openLoop(everyMs: number, next: () => Promise<unknown>) {
  const times: number[] = []
  const underWay = new Set<Promise<void>>()
  const startedAt = performance.now()
  let isOver = false
  const loop = (async () => {
    for (let n = 1; !isOver; n++) {
      // From when it should have begun: a late beginning is a wait as well.
      const due = startedAt + n * everyMs
      await sleep(Math.max(due - performance.now(), 0))
      const one = next().then(() => void times.push(performance.now() - due))
      underWay.add(one)
      void one.finally(() => underWay.delete(one))
    }
    await Promise.all(underWay)
  })()
  return {
    async stop(): Promise<number[]> {
      isOver = true
      await loop
      return times
    },
  }
}
