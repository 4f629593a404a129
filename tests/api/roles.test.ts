import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { appRouter } from '../../cloudfunctions/api/router'
import { CAST, personId } from '../../local/county/cast'
import { type TestHost, testHost } from '../host'
import { GROUPS, ROWS, type Row } from './role-table'
import { type Made, type Subjects, subjects } from './subjects'

const KEYS = [...CAST.map((member) => member.key), 'guest']
const PROCEDURES = appRouter._def.procedures as unknown as Record<string, { _def: { type: 'query' | 'mutation' } }>
const OUTCOMES = ['allowed', 'forbidden', 'hidden', 'invalid'] as const
type Outcome = (typeof OUTCOMES)[number] | 'signedOut'
const BY_STATUS: Record<number, Outcome> = { 200: 'allowed', 401: 'signedOut', 403: 'forbidden', 404: 'hidden' }

const TITLED = ROWS.map((row): [string, Row] => [[row.path, row.about ?? row.on].filter(Boolean).join(', '), row])

const split = (words: string): string[] =>
  words.split(' ').flatMap((word) => (word in GROUPS ? split(GROUPS[word]!) : word ? [word] : []))

/** What each key is to get; `rest` is everyone the row does not name. */
function expected(row: Row): Record<string, Outcome> {
  const named = OUTCOMES.flatMap((outcome) => split(row[outcome] ?? '').map((key) => [key, outcome] as const))
  const rest = named.find(([key]) => key === 'rest')?.[1]
  const given = new Map(named.filter(([key]) => key !== 'rest'))
  const pairs = KEYS.map((key) => [key, given.get(key) ?? (key === 'guest' ? 'signedOut' : (rest ?? 'not in the row'))])
  return Object.fromEntries(pairs)
}

let host: TestHost
let records: Subjects
beforeAll(async () => {
  host = await testHost()
  host.simulators.wechat.settings.latencyMs = 0
  records = subjects(host)
})
afterAll(() => host.stop())

describe('the table is whole', () => {
  test('every procedure has a row, every row a procedure', () => {
    expect([...new Set(ROWS.map((row) => row.path))].sort()).toEqual(Object.keys(PROCEDURES).sort())
  })

  test.each(TITLED)('%s names every key of the cast once', (_title, row) => {
    const named = OUTCOMES.flatMap((outcome) => split(row[outcome] ?? ''))
    expect(named.filter((key) => key !== 'rest' && !KEYS.includes(key))).toEqual([])
    expect(named).toEqual([...new Set(named)])
    expect(Object.values(expected(row))).not.toContain('not in the row')
  })
})

/** Lists are not told what they should find. */
function inputOf(row: Row, made: Made): Record<string, unknown> {
  const { toPersonId } = row.input ?? {}
  const { id, ...rest } = made.input
  return {
    ...rest,
    ...(row.finds === undefined && id !== undefined && { id }),
    ...(toPersonId !== undefined && { toPersonId: personId(toPersonId as string) }),
  }
}

/** Calls as each key in turn and tells who got which answer, and whose answer names the record. */
async function walk(row: Row): Promise<{ outcomes: Record<string, string>; finders: string[] }> {
  const outcomes: Record<string, string> = {}
  const finders: string[] = []
  let made: Made | null = null
  for (const key of KEYS) {
    made ??= row.on ? await records.make(row.on) : { id: '', input: {} }
    if (row.finds !== undefined) await host.runner.settle()
    const client = key === 'guest' ? host.guest : await host.as(key)
    const isMutation = PROCEDURES[row.path]!._def.type === 'mutation'
    const { status, reply } = await client.send(row.path, {
      ...(isMutation && { key: randomUUID() }),
      ...row.input,
      ...inputOf(row, made),
    })
    const code = reply.ok ? '' : reply.error.code
    outcomes[key] = BY_STATUS[status] ?? (code === 'input.invalid' ? 'invalid' : code)
    if (made.id && JSON.stringify(reply).includes(made.id)) finders.push(key)
    if (reply.ok && isMutation) made = null
  }
  return { outcomes, finders }
}

test('a message is read by its owner alone', async () => {
  const { id } = await records.make('accepted')
  await host.runner.settle()
  const mine = async () => (await (await host.as('worker')).query('messages.list')).items
  const message = (await mine()).find((item: any) => item.link.endsWith(id))
  const given = { ids: [message.id] }
  await (await host.as('worker2')).mutate('messages.read', given)
  expect((await mine()).find((item: any) => item.id === message.id).readAt).toBeNull()
  await (await host.as('worker')).mutate('messages.read', given)
  expect((await mine()).find((item: any) => item.id === message.id).readAt).not.toBeNull()
})

describe('who gets which answer', () => {
  test.each(TITLED)('%s', async (_title, row) => {
    await records.endOrders()
    const { outcomes, finders } = await walk(row)
    expect(outcomes).toEqual(expected(row))
    if (row.finds !== undefined) expect(finders.sort()).toEqual(split(row.finds).sort())
  })
})
