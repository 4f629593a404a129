import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildCloud, CLOUD_FUNCTIONS } from '../../config/build-cloud.mts'
import { openidOf, placeIds } from '../../local/county/cast'
import { TEMPLATE_SETTINGS } from '../../local/simulators/wechat/templates'
import { lampAppeal } from '../appeals'
import { type TestHost, testHost } from '../host'
import { TEST_KEYS } from '../keys'

let host: TestHost

beforeAll(async () => {
  await buildCloud()
  host = await testHost()
})
afterAll(() => host.stop())

/** The environment a cloud function finds: our settings, and WeChat's word for who calls. */
const environment = (openid?: string) => ({
  PATH: process.env.PATH,
  LINLI_MODE: 'production',
  DATABASE_URL: host.database.appUrl,
  LINLI_KEYS: JSON.stringify(TEST_KEYS.keys),
  LINLI_CURRENT_KEY: TEST_KEYS.current,
  LINLI_INDEX_KEY: TEST_KEYS.indexKey,
  LINLI_PUBLIC_URL: host.url,
  WECHAT_BASE_URL: host.simulators.url,
  WECHAT_APP_ID: 'wx-test',
  WECHAT_APP_SECRET: 'test-secret',
  WECHAT_PUSH_TOKEN: 'push-token',
  ...TEMPLATE_SETTINGS,
  ...(openid && { WX_CONTEXT_KEYS: 'WX_OPENID,WX_APPID', WX_OPENID: openid, WX_APPID: 'wx-test' }),
})

async function invoke(name: string, event: object, openid?: string): Promise<any> {
  const args = [join(import.meta.dirname, 'invoke.cjs'), name, JSON.stringify(event)]
  const { stdout } = await promisify(execFile)(process.execPath, args, { env: environment(openid) })
  // What the function logs comes on the same stream, before or after.
  const answers = stdout.split('\n').filter((line) => line !== '' && !line.startsWith('{"level"'))
  return JSON.parse(answers.at(-1)!)
}

test('every cloud function is a whole folder', () => {
  expect(CLOUD_FUNCTIONS).toEqual(['api', 'ingest', 'notify', 'jobs'])
})

test('WeChat names the caller, and one order goes in and out', async () => {
  const openid = openidOf('resident')
  const me = await invoke('api', { path: 'session.me', input: {} }, openid)
  expect(me).toMatchObject({ ok: true, data: { person: { name: '张建国' } } })
  const sent = await invoke('api', { path: 'appeals.submit', input: { key: randomUUID(), ...lampAppeal() } }, openid)
  expect(sent.ok).toBe(true)
  await invoke('jobs', {})
  const desk = await invoke('api', { path: 'desk.list', input: {} }, openidOf('worker'))
  expect(desk.data.items.map((o: { id: string }) => o.id)).toContain(sent.data.id)
  const refused = await invoke('api', { path: 'desk.list', input: {} }, openid)
  expect(refused).toMatchObject({ ok: false, error: { code: 'access.forbidden' } })
})

test('a call without WeChat’s identity acts for nobody', async () => {
  const answer = await invoke('api', { path: 'appeals.mine', input: {} })
  expect(answer).toMatchObject({ ok: false, error: { code: 'session.required' } })
})

test('the push address answers WeChat’s check and refuses a bad signature', async () => {
  const query = { signature: 'x', timestamp: '1', nonce: '2' }
  const greeting = await invoke('notify', {
    httpMethod: 'GET',
    path: '/notify',
    queryStringParameters: { echostr: 'hello' },
  })
  expect(greeting).toMatchObject({ statusCode: 200, body: 'hello' })
  const forged = await invoke('notify', {
    httpMethod: 'POST',
    path: '/notify',
    queryStringParameters: query,
    body: '{}',
  })
  expect(forged.statusCode).toBe(403)
})

test('a file comes over HTTP access, by session', async () => {
  const answer = await invoke('api', { httpMethod: 'GET', path: '/files/nothing' })
  expect(answer.statusCode).toBe(404)
})

test('what is open to all comes over HTTP access too', async () => {
  const get = (path: string, queryStringParameters = {}) =>
    invoke('api', { httpMethod: 'GET', path, queryStringParameters })
  const table = await get('/open/appeals.csv', { community: placeIds.community })
  expect(Buffer.from(table.body, 'base64').toString()).toMatch(/^\uFEFF编号,/)
  const services = await get('/open311/v2/services.xml')
  expect([services.statusCode, services.headers['content-type']]).toEqual([200, 'text/xml; charset=utf-8'])
  const post = { httpMethod: 'POST', path: '/open311/v2/requests.json', body: 'service_code=noise' }
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  expect((await invoke('api', { ...post, headers })).statusCode).toBe(403)
})

test('a device whose source nobody registered, and payments nobody set up, are refused in their own form', async () => {
  const device = await invoke('ingest', { httpMethod: 'POST', path: '/ingest/water-meters', body: '{}' })
  expect([device.statusCode, JSON.parse(device.body)]).toMatchObject([
    404,
    { error: { code: 'ingest.unknown_source' } },
  ])
  for (const path of ['/notify/wechat-pay', '/notify/wechat-refund']) {
    const paid = await invoke('notify', { httpMethod: 'POST', path, body: '{}' })
    expect([paid.statusCode, JSON.parse(paid.body)]).toMatchObject([503, { code: 'FAIL' }])
  }
})
