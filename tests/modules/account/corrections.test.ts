import { afterAll, beforeAll, expect, test } from 'vitest'
import { personId } from '../../../local/county/cast'
import { type Client, type TestHost, testHost } from '../../host'

let host: TestHost
const on: Record<string, Client> = {}
beforeAll(async () => {
  host = await testHost()
  for (const key of ['resident', 'worker', 'worker2', 'courier', 'secretary', 'neighbour', 'elder'])
    on[key] = await host.as(key)
})
afterAll(() => host.stop())

const RIGHT = '16099990001'
const ask = async (key: string, field: string, value: string): Promise<string> =>
  (await on[key]!.mutate('corrections.ask', { field, value })).id
const rowOf = async (id: string) =>
  (await host.database.pool.query('select * from corrections where order_id = $1', [id])).rows[0]
const held = async (key: string, field: string) =>
  (await on[key]!.query('privacy.held')).fields.find((one: any) => one.field === field)

test('the worker checks a correction and thereby sets the value, in their name', async () => {
  const id = await ask('resident', 'phone', '160 9999 0001')
  await host.runner.settle()
  expect((await on.worker!.query('messages.list')).items[0]).toMatchObject({ title: '有人请您更正电话' })
  expect((await on.worker!.query('desk.list')).items.map((one: any) => one.id)).toContain(id)
  expect((await on.worker!.send('corrections.get', { id })).status).toBe(404)
  await on.worker!.mutate('desk.accept', { id })
  expect(await on.worker!.query('corrections.get', { id })).toMatchObject({ label: '电话', wanted: RIGHT })
  expect((await on.resident!.query('privacy.accessLog')).items[0]).toMatchObject({
    viewerName: '刘海峰',
    what: '看了您的电话',
    why: '核实更正',
  })
  await on.worker!.mutate('desk.resolve', { id, text: '当面核对过' })
  await host.runner.settle()
  expect(await held('resident', 'phone')).toMatchObject({ source: 'gridWorker', value: '160****0001' })
  expect(await on.resident!.query('privacy.show', { field: 'phone' })).toEqual({ value: RIGHT })
  expect((await on.resident!.query('messages.list')).items[0]).toMatchObject({ title: '更正电话，核实过了' })
  await on.resident!.mutate('appeals.confirm', { id })
  await host.runner.settle()
  expect(await rowOf(id)).toMatchObject({ value_sealed: null, outcome: 'set' })
  expect((await on.resident!.query('corrections.mine'))[0]).toMatchObject({ id, state: 'closed', outcome: 'set' })
})

test('the value stands nowhere but sealed', async () => {
  const id = await ask('resident', 'contactPhone', '16099990002')
  const { value_sealed } = await rowOf(id)
  expect(value_sealed).toMatch(/^aes-256-gcm\./)
  for (const table of ['order_notes', 'orders', 'order_events', 'events', 'outbox', 'inbox']) {
    const { rows } = await host.database.pool.query(`select t::text as row from ${table} t`)
    expect(rows.map(({ row }) => row).join(), table).not.toContain('16099990002')
  }
})

test('what cannot be right is refused, and a field waits for one correction at a time', async () => {
  const refuse = (field: string, value: string) => on.neighbour!.refusal('corrections.ask', { field, value })
  expect(await refuse('phone', '12345')).toBe('input.invalid')
  expect(await refuse('idNumber', '370829199001011234')).toBe('input.invalid')
  expect(await refuse('sex', '不知道')).toBe('input.invalid')
  await ask('neighbour', 'sex', '女')
  expect(await refuse('sex', '男')).toBe('correction.waiting')
  expect(await on.worker!.refusal('corrections.ask', { field: 'phone', value: RIGHT })).toBe('input.invalid')
})

test('a declined one sets nothing, and what was said goes', async () => {
  const before = await held('resident', 'name')
  const id = await ask('resident', 'name', '张建过')
  await on.secretary!.mutate('appeals.decline', { id, text: '户口本上不是这样写的' })
  await host.runner.settle()
  expect(await held('resident', 'name')).toEqual(before)
  expect(await rowOf(id)).toMatchObject({ value_sealed: null, outcome: null })
  expect((await on.resident!.query('messages.list')).items[0].title).toBe('更正姓名，没有办成')
})

test('what the community has checked outweighs the worker: both stand until somebody decides', async () => {
  await host.database.pool.query(
    `update person_values set source = 'secretary' where person_id = $1 and field = 'name' and state = 'current'`,
    [personId('neighbour')],
  )
  const id = await ask('neighbour', 'name', '王玉林')
  await on.worker!.mutate('desk.accept', { id })
  await on.worker!.mutate('desk.resolve', { id, text: '本人说的' })
  await host.runner.settle()
  expect(await held('neighbour', 'name')).toMatchObject({ value: '王玉玲', isDisputed: true })
  expect(await rowOf(id)).toMatchObject({ outcome: 'dispute' })
})

test('couriers and workers of another grid see neither the order nor the value', async () => {
  const id = await ask('resident', 'education', '本科')
  for (const key of ['courier', 'worker2']) {
    expect((await on[key]!.query('desk.list')).items.map((one: any) => one.id)).not.toContain(id)
    expect((await on[key]!.send('corrections.get', { id })).status).toBe(404)
    expect(await on[key]!.refusal('desk.accept', { id })).toBe('record.not_found')
  }
})
