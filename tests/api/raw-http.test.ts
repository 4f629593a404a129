import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { lampAppeal } from '../appeals'
import { type Client, type TestHost, testHost } from '../host'

let host: TestHost
let resident: Client
beforeAll(async () => {
  host = await testHost()
  resident = await host.as('resident')
})
afterAll(() => host.stop())

async function post(body: BodyInit | null, headers: Record<string, string> = {}) {
  const authorization = `Bearer ${resident.token}`
  const init = { method: 'POST', headers: { authorization, 'content-type': 'application/json', ...headers }, body }
  const response = await host.app.request('/rpc', init)
  const text = await response.text()
  return { status: response.status, text, reply: JSON.parse(text) }
}

const refused = (code: string) => ({ ok: false, error: { code, message: expect.stringMatching(/\p{Script=Han}/u) } })

test.each([
  ['no body', null],
  ['an empty body', ''],
  ['no JSON', 'path=appeals.mine'],
  ['half JSON', '{"path":"appeals.mine","input":{'],
  ['null', 'null'],
  ['an array', '[{"path":"appeals.mine"}]'],
  ['a number', '1e999'],
  ['text', '"appeals.mine"'],
  ['an empty object', '{}'],
  ['a path that is no text', '{"path":["appeals.mine"]}'],
  ['a path of its prototype', '{"__proto__":{"path":"appeals.mine"}}'],
  ['deep nesting', `${'['.repeat(30_000)}${']'.repeat(30_000)}`],
  ['bytes that are no text', new Uint8Array([0xff, 0xfe, 0x00, 0x7b])],
])('%s is unreadable', async (_what, body) => {
  const { status, reply } = await post(body)
  expect([status, reply]).toEqual([400, refused('input.unreadable')])
})

test.each([
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'appeals',
  'appeals.',
  '.appeals.mine',
  'appeals.mine.call',
  'appeals.submit.call',
  'appeals.mine._def',
  'appeals..mine',
  'APPEALS.MINE',
  'appeals/mine',
  '../appeals.mine',
  'appeals.mine\u0000',
  ' appeals.mine',
  '',
  'x'.repeat(10_000),
])('%j is no procedure, and is not repeated', async (path) => {
  const { status, reply, text } = await post(JSON.stringify({ path, input: {} }))
  expect([status, reply]).toEqual([404, refused('record.not_found')])
  if (path.length > 3) expect(text).not.toContain(path)
})

test('procedures nobody has are counted under one name', async () => {
  await post(JSON.stringify({ path: `made.up.${randomUUID()}`, input: {} }))
  const text = await (await host.app.request('/metrics')).text()
  expect(text).not.toContain('made.up')
  expect(text).toContain('linli_calls_total{path="unknown",status="404"}')
})

test('a giant body is refused before it is read, also when its length is not told', async () => {
  const body = JSON.stringify({ path: 'appeals.submit', input: { ...lampAppeal(), text: '长'.repeat(400_000) } })
  const told = await post(body, { 'content-length': String(Buffer.byteLength(body)) })
  expect([told.status, told.reply]).toEqual([413, refused('input.too_large')])
  const stream = new Blob([body]).stream()
  const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: stream, duplex: 'half' }
  const response = await host.app.request('/rpc', init as RequestInit)
  expect([response.status, await response.json()]).toEqual([413, refused('input.too_large')])
})

test.each(['GET', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'])('%s /rpc is no address', async (method) => {
  const response = await host.app.request('/rpc', { method })
  expect([response.status, await response.json()]).toEqual([404, refused('path.not_found')])
})

test.each([
  '/',
  '/rpc/',
  '/rpc/appeals.mine',
  '/rpc/../metrics/x',
  '/%2e%2e/%2e%2e/etc/passwd',
  '/files',
  '/local/login',
  '/%E0%A4%A',
])('POST %s is no address', async (path) => {
  const response = await host.app.request(path, { method: 'POST', body: '{}' })
  expect(response.status).toBe(404)
  expect(await response.json()).toMatchObject({ ok: false })
})

test.each([
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'application/json; charset=gbk',
  '',
])('content type %j is read as JSON all the same', async (type) => {
  const { status, reply } = await post(JSON.stringify({ path: 'appeals.mine', input: {} }), { 'content-type': type })
  expect([status, reply.ok]).toEqual([200, true])
})

test('the faces of devices and payments stand, and take nothing in yet', async () => {
  const device = await host.app.request('/ingest/water-meters', { method: 'POST', body: '{"deviceId":"1"}' })
  expect([device.status, await device.json()]).toEqual([404, refused('ingest.unknown_source')])
  for (const path of ['/notify/wechat-pay', '/notify/wechat-refund']) {
    const paid = await host.app.request(path, { method: 'POST', body: '{}' })
    expect([paid.status, await paid.json()]).toEqual([503, { code: 'FAIL', message: expect.any(String) }])
  }
})
