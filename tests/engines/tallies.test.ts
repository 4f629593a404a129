import { afterAll, beforeAll, expect, test } from 'vitest'
import { compactTallies } from '../../cloudfunctions/engines/orders/tallies/store'
import { chance } from '../../local/county/seed'
import { lampAppeal } from '../appeals'
import { type Client, type TestHost, testHost } from '../host'

let host: TestHost
const on = {} as Record<'resident' | 'worker' | 'secretary' | 'department', Client>
beforeAll(async () => {
  host = await testHost()
  for (const key of Object.keys({ resident: 0, worker: 0, secretary: 0, department: 0 }) as (keyof typeof on)[])
    on[key] = await host.as(key)
})
afterAll(() => host.stop())

const words = { text: '这里写明是怎么回事' }
const HOUR_MS = 3_600_000

/** Every order looked at one by one: what the counts must come to. */
async function recount(): Promise<{ open: number; overdue: number; soon: number }> {
  const { rows } = await host.database.pool.query(
    `select count(*)::int as open,
      count(*) filter (where promised_at < $1 and paused_at is null and state <> 'contested')::int as overdue,
      count(*) filter (where promised_at >= $1 and yellow_at <= $1 and paused_at is null and state <> 'contested')::int as soon
    from orders where state in ('waiting', 'accepted', 'handling', 'whistled', 'objected', 'reopened', 'contested')`,
    [host.clock.now()],
  )
  return rows[0]
}

const shown = async () => (await on.secretary.query('dispatch.board')).counts

type Step = [who: keyof typeof on, path: string, input?: object]
const STEPS: Step[] = [
  ['worker', 'desk.accept'],
  ['worker', 'desk.step', words],
  ['worker', 'desk.pause', { reason: 'weather' }],
  ['worker', 'desk.resume', words],
  ['worker', 'desk.extend', words],
  ['worker', 'desk.handBack', words],
  ['worker', 'desk.resolve', words],
  ['resident', 'appeals.confirm'],
  ['resident', 'appeals.reopen', words],
  ['resident', 'appeals.withdraw'],
  ['secretary', 'appeals.decline', words],
  ['resident', 'appeals.contest', words],
  ['secretary', 'appeals.reinstate', words],
  ['secretary', 'dispatch.closeUnfixed', words],
]

test('the counts on the board are those of the orders, whatever happens to them', { timeout: 120_000 }, async () => {
  const luck = chance('tallies')
  const ids: string[] = []
  const seen = { open: 0, overdue: 0, soon: 0 }
  for (let round = 0; round < 8; round++) {
    for (let i = 0; i < 2; i++) ids.push((await on.resident.mutate('appeals.submit', lampAppeal())).id)
    for (let i = 0; i < 8; i++) {
      const [who, path, input] = luck.pick(STEPS)
      await on[who].send(path, { key: crypto.randomUUID(), id: luck.pick(ids), ...input })
    }
    host.clock.offsetMs += luck.int(20, 70) * HOUR_MS + luck.int(0, HOUR_MS)
    await host.runner.settle()
    const counts = await recount()
    expect(await shown()).toEqual(counts)
    for (const key of ['open', 'overdue', 'soon'] as const) seen[key] += counts[key]
    if (round % 3 === 2) await compactTallies(host.deps)
    expect(await shown()).toEqual(await recount())
  }
  expect(Math.min(seen.open, seen.overdue, seen.soon)).toBeGreaterThan(0)
})

test('who compacts at the same time loses no line', async () => {
  const before = await shown()
  await Promise.all([
    compactTallies(host.deps),
    compactTallies(host.deps),
    on.resident.mutate('appeals.submit', lampAppeal()),
  ])
  expect((await shown()).open).toBe(before.open + 1)
})
