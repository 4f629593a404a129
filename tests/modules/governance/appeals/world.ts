import { afterAll, beforeAll, beforeEach } from 'vitest'
import { placeId } from '../../../../local/county/cast'
import { lampAppeal } from '../../../appeals'
import { type Client, type TestHost, testHost } from '../../../host'

const KEYS = ['resident', 'worker', 'secretary', 'subdistrict', 'county', 'department', 'department2'] as const
export type Key = (typeof KEYS)[number]

export let host: TestHost
/** The people of 青檀里 and above it, signed in; `department` is of 市政养护所, `department2` of 供电公司. */
export const on = {} as Record<Key, Client>

/** Every test of the file begins on a Tuesday at ten, so that promises are the same in every week. */
export function inTheCounty(): void {
  beforeAll(async () => {
    host = await testHost()
    for (const key of KEYS) on[key] = await host.as(key)
  })
  afterAll(() => host.stop())
  beforeEach(() => setClock('2026-11-24T10:00:00+08:00'))
}

/** Moves everybody's clock, also back, and lets all that is due then happen. */
export async function setClock(at: string): Promise<void> {
  host.clock.offsetMs += Date.parse(at) - host.clock.now().getTime()
  await host.runner.settle()
}

/** The clock goes on while a test runs: moments are told to the minute. */
const minute = (at: string | null) => at?.slice(0, 16) ?? null

export async function submitted(given: object = {}): Promise<{ id: string; promisedAt: string | null }> {
  const { id, promisedAt } = await on.resident.mutate('appeals.submit', { ...lampAppeal(), ...given })
  await host.runner.settle()
  return { id, promisedAt: minute(promisedAt) }
}

/** Submitted, and in the worker's hands. */
export async function accepted(given: object = {}): Promise<string> {
  const { id } = await submitted(given)
  await on.worker.mutate('desk.accept', { id })
  return id
}

/** Worked on, and waiting for the resident's word. */
export async function resolved(given: object = {}): Promise<string> {
  const id = await accepted(given)
  await on.worker.mutate('desk.resolve', { id, text: '换好了' })
  return id
}

export const MUNICIPAL = { departmentId: placeId('市政养护所') }
export const POWER = { departmentId: placeId('供电公司') }

/** Whistled for, by the secretary unless said otherwise; the department has not answered yet. */
export async function whistled(by: Key = 'secretary', department = MUNICIPAL): Promise<string> {
  const { id } = await submitted()
  await on[by].mutate('dispatch.whistle', { id, text: '灯杆归市政管，社区没有权限', ...department })
  return id
}

/** Whistled for, and the department has objected. */
export async function objected(by: Key = 'secretary'): Promise<string> {
  const id = await whistled(by)
  await on.department.mutate('desk.object', { id, text: '这根灯杆是小区自己立的' })
  return id
}

/** The order's page, as somebody sees it. */
export async function seen(id: string, key: Key = 'resident') {
  const order = await on[key].query('appeals.get', { id })
  const { department } = order
  return {
    ...order,
    promisedAt: minute(order.promisedAt),
    closesAt: minute(order.closesAt),
    department: department && { ...department, reportDueAt: minute(department.reportDueAt) },
  }
}

/** What somebody was told of one order, the first first. */
export async function told(key: Key, id: string): Promise<string[]> {
  await host.runner.settle()
  const { rows } = await host.database.pool.query(
    'select kind from inbox where person_id = $1 and subject_id = $2 order by id',
    [on[key].personId, id],
  )
  return rows.map((row: { kind: string }) => row.kind)
}

/** The words of the last message of that kind. */
export async function wordsOf(key: Key, id: string, kind: string): Promise<string> {
  await host.runner.settle()
  const { items } = await on[key].query('messages.list')
  const found = items.find((m: { kind: string; link: string }) => m.kind === kind && m.link.includes(id))
  return found ? `${found.title}：${found.body}` : ''
}

/** What happened and what it named, the newest first. */
export const timeline = async (id: string, key: Key = 'resident'): Promise<[string, string | null][]> =>
  (await seen(id, key)).timeline.map((e: { action: string; detail: string | null }) => [e.action, e.detail])
