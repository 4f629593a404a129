import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createWork } from '../../cloudfunctions/jobs/work'
import { personId } from '../../local/county/cast'
import { issueCode } from '../../local/simulators/wechat/login'
import { lampAppeal } from '../appeals'
import { type Client, type TestHost, testHost } from '../host'
import { type Subjects, subjects } from './subjects'

let host: TestHost
let records: Subjects
beforeAll(async () => {
  host = await testHost()
  host.simulators.wechat.settings.latencyMs = 5
  records = subjects(host)
})
afterAll(() => host.stop())

const count = async (sql: string, ...values: unknown[]): Promise<number> =>
  Number((await host.database.pool.query(`select count(*) as n from ${sql}`, values)).rows[0].n)

/** Ten at once, as a phone does that hears nothing and tries again. */
async function tenfold(client: Client, path: string, input: object, times = 10): Promise<any> {
  const replies = await Promise.all(Array.from({ length: times }, () => client.send(path, input)))
  for (const { reply } of replies) expect(reply).toEqual(replies[0]!.reply)
  expect(replies[0]!.reply.ok).toBe(true)
  return (replies[0]!.reply as { data: any }).data
}

describe('one key sent ten times at once has one effect', () => {
  test('desk.accept', async () => {
    const { id } = await records.make('waiting')
    await tenfold(await host.as('worker'), 'desk.accept', { key: randomUUID(), id })
    expect(await count(`order_events where order_id = $1 and action = 'accept'`, id)).toBe(1)
  })

  test('desk.step', async () => {
    const { id } = await records.make('accepted')
    await tenfold(await host.as('worker'), 'desk.step', { key: randomUUID(), id, text: '下午带配件来换' })
    expect(await count(`order_events where order_id = $1 and action = 'step'`, id)).toBe(1)
    expect(await count('order_notes where order_id = $1', id)).toBe(2)
  })

  test('appeals.confirm, and the worker is told once', async () => {
    const { id } = await records.make('resolved')
    await tenfold(await host.as('resident'), 'appeals.confirm', { key: randomUUID(), id })
    await host.runner.settle()
    expect(await count(`inbox where subject_id = $1 and kind = 'appeal.closed'`, id)).toBe(1)
  })

  test('appeals.urge', async () => {
    const { id } = await records.make('waiting')
    await tenfold(await host.as('resident'), 'appeals.urge', { key: randomUUID(), id })
    expect((await host.database.pool.query('select urges from orders where id = $1', [id])).rows).toEqual([
      { urges: 1 },
    ])
  })

  test('feedback.submit', async () => {
    const input = { key: randomUUID(), kind: 'other', text: '字再大一点就好了' }
    // As often as it may be called within a minute.
    await tenfold(await host.as('elder'), 'feedback.submit', input, 6)
    expect(await count('feedback where person_id = $1', personId('elder'))).toBe(1)
  })

  test('files.begin', async () => {
    await tenfold(await host.as('elder'), 'files.begin', { key: randomUUID(), mime: 'image/png', bytes: 10 })
    expect(await count('files where person_id = $1', personId('elder'))).toBe(1)
  })

  test('messages.consent', async () => {
    const elder = await host.as('elder')
    const results = { 'tmpl-appeal-progress': 'accept' }
    await tenfold(elder, 'messages.consent', { key: randomUUID(), results })
    expect((await elder.query('messages.credits'))[0].balance).toBe(1)
  })

  test('session.bindPhone, with a code that is good once', async () => {
    const { wechat } = host.simulators
    const code = issueCode(wechat, wechat.phoneCodes, '15400000003')
    await tenfold(await host.as('elder'), 'session.bindPhone', { key: randomUUID(), code })
  })
})

describe('a key belongs to one call of one person', () => {
  test('with another input it is refused and changes nothing', async () => {
    const { id } = await records.make('accepted')
    const worker = await host.as('worker')
    const key = randomUUID()
    await worker.mutate('desk.step', { key, id, text: '下午带配件来换' })
    expect(await worker.refusal('desk.step', { key, id, text: '明天再来' })).toBe('key.reused')
    expect(await worker.refusal('desk.resolve', { key, id, text: '下午带配件来换' })).toBe('key.reused')
    expect(await count('order_notes where order_id = $1', id)).toBe(2)
  })

  test('another person with the same key makes a call of their own', async () => {
    const key = randomUUID()
    const [mine, theirs] = [await host.as('resident'), await host.as('neighbour')]
    const one = await mine.mutate('appeals.submit', { key, ...lampAppeal() })
    const other = await theirs.mutate('appeals.submit', { key, ...lampAppeal() })
    expect(other.id).not.toBe(one.id)
  })

  test('a refused call’s key may be used again', async () => {
    const { id } = await records.make('waiting')
    const [worker, key] = [await host.as('worker'), randomUUID()]
    expect(await worker.refusal('desk.step', { key, id, text: '看过了' })).toBe('access.forbidden')
    await worker.mutate('desk.accept', { id })
    expect((await worker.mutate('desk.step', { key, id, text: '看过了' })).state).toBe('handling')
  })

  test('an answer is repeated although the record has moved on', async () => {
    const { id } = await records.make('waiting')
    const [worker, key] = [await host.as('worker'), randomUUID()]
    const first = await worker.mutate('desk.accept', { key, id })
    await worker.mutate('desk.undo', { id })
    expect(await worker.mutate('desk.accept', { key, id })).toEqual(first)
    expect((await worker.query('appeals.get', { id })).state).toBe('waiting')
  })
})

test('answers are sealed: no token, id or state can be read where they are kept', async () => {
  const { wechat } = host.simulators
  const input = { key: randomUUID(), code: issueCode(wechat, wechat.loginCodes, `openid-${randomUUID()}`) }
  const { reply } = await host.guest.send('session.login', input)
  const { token } = (reply as { data: { token: string } }).data
  const { rows } = await host.database.pool.query('select answers.*, answer_sealed as sealed from answers')
  expect(rows.length).toBeGreaterThan(10)
  const kept = JSON.stringify(rows.map((row) => ({ ...row, input_hash: row.input_hash.toString('latin1') })))
  for (const plain of [token, '"state"', 'isNew', 'undoUntil', '15400000003']) expect(kept).not.toContain(plain)
  for (const { sealed } of rows) expect(sealed).toMatch(/^[\w-]+\.k1\.[\w-]+$/)
  // Nor would the token's hash open a session.
  expect(JSON.stringify((await host.database.pool.query('select * from sessions')).rows)).not.toContain(token)
})

test('after a week and a sweep the answer is forgotten', async () => {
  const key = randomUUID()
  const elder = await host.as('elder')
  await elder.mutate('settings.update', { key, theme: 'dark' })
  host.clock.offsetMs += 8 * 86_400_000
  await createWork({ deps: host.deps, effects: [], close: async () => {} }).sweep()
  expect(await count('answers where key = $1', key)).toBe(0)
  host.clock.offsetMs -= 8 * 86_400_000
})
