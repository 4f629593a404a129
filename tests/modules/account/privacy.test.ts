import { afterAll, beforeAll, expect, test } from 'vitest'
import { CONSENT_TEXTS } from '../../../cloudfunctions/contract/account/privacy'
import { phoneOf } from '../../../cloudfunctions/registry/people/store'
import { personId } from '../../../local/county/cast'
import { lampAppeal } from '../../appeals'
import { type Client, type TestHost, testHost } from '../../host'

let host: TestHost
const on: Record<string, Client> = {}
beforeAll(async () => {
  host = await testHost()
  for (const key of ['resident', 'worker', 'secretary', 'neighbour', 'elder']) on[key] = await host.as(key)
})
afterAll(() => host.stop())

const fieldOf = async (key: string, field: string) =>
  (await on[key]!.query('privacy.held')).fields.find((one: any) => one.field === field)

test('what is held: each value with its source and day, sensitive ones masked until one looks', async () => {
  const phone = (await phoneOf(host.deps.db, host.deps.encryption, personId('resident')))!
  const held = await on.resident!.query('privacy.held')
  expect(held.fields.find((one: any) => one.field === 'name')).toMatchObject({
    value: '张建国',
    isMasked: false,
    sourceLabel: '导入的台账',
    at: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
  })
  expect(await fieldOf('resident', 'phone')).toMatchObject({
    isMasked: true,
    value: `${phone.slice(0, 3)}****${phone.slice(-4)}`,
  })
  expect(JSON.stringify(held)).not.toContain(phone)
  expect(held.homes).toEqual([expect.objectContaining({ label: '檀溪苑3号楼2单元501', relation: '业主' })])
  expect((await on.elder!.query('privacy.held')).tags).toEqual([expect.objectContaining({ label: '独居' })])
  expect(await on.resident!.query('privacy.show', { field: 'phone' })).toEqual({ value: phone })
  expect(await on.resident!.query('privacy.show', { field: 'illness' })).toEqual({ value: null })
})

test('a consent is given in the text of today and taken back at once; another person cannot', async () => {
  const { offered } = await on.resident!.query('privacy.consents')
  expect(offered.map((one: any) => one.purpose)).toEqual(['health'])
  expect(offered[0]).toMatchObject(CONSENT_TEXTS.health)
  await on.resident!.mutate('privacy.giveConsent', { purpose: 'health' })
  const [given] = (await on.resident!.query('privacy.consents')).given
  expect(given).toMatchObject({ purpose: 'health', version: CONSENT_TEXTS.health.version, revokedAt: null })
  expect(await on.neighbour!.refusal('privacy.revokeConsent', { id: given.id })).toBe('record.not_found')
  expect(
    await on.neighbour!.refusal('privacy.giveConsent', { purpose: 'health', forPersonId: personId('resident') }),
  ).toBe('access.forbidden')
  await on.resident!.mutate('privacy.revokeConsent', { id: given.id })
  const after = await on.resident!.query('privacy.consents')
  expect(after.given[0].revokedAt).not.toBeNull()
  expect(after.offered.map((one: any) => one.purpose)).toContain('health')
})

test('an export holds everything of oneself, nothing of others, and is written down', async () => {
  const phone = (await phoneOf(host.deps.db, host.deps.encryption, personId('resident')))!
  const others = (await phoneOf(host.deps.db, host.deps.encryption, personId('worker')))!
  const { id } = await on.resident!.mutate('appeals.submit', { ...lampAppeal(), text: '楼道的灯坏了三天' })
  await on.worker!.mutate('desk.accept', { id })
  await on.worker!.query('appeals.get', { id })
  await on.worker!.mutate('desk.step', { id, text: '这句话是网格员写的' })
  await on.resident!.mutate('feedback.submit', { kind: 'other', text: '字再大一点就好了' })
  await host.runner.settle()
  const { fileName, text } = await on.resident!.query('privacy.export')
  expect(fileName).toMatch(/^linli-\d{4}-\d\d-\d\d\.json$/)
  const all = JSON.parse(text)
  expect(all.资料).toContainEqual(expect.objectContaining({ 项目: '电话', 内容: phone }))
  expect(all.写过的话.map((one: any) => one.text)).toContain('楼道的灯坏了三天')
  expect(all.提过的事).toHaveLength(1)
  expect(all.收到的消息.length).toBeGreaterThan(0)
  expect(all.住处).toHaveLength(1)
  expect(all.授权).toHaveLength(1)
  expect(all.对本程序的意见.map((one: any) => one.text)).toEqual(['字再大一点就好了'])
  expect(all.提过的更正).toEqual([])
  expect(all.谁看过我的资料.map((one: any) => one.what)).toContain('order.requester')
  expect(text).not.toContain(others)
  expect(text).not.toContain('这句话是网格员写的')
  const [newest] = (await on.resident!.query('privacy.accessLog')).items
  expect(newest).toMatchObject({ viewerName: '张建国', what: '导出了全部资料', why: '本人导出' })
})

test('exports are few a minute', async () => {
  const codes = []
  for (let i = 0; i < 4; i++) codes.push((await on.elder!.send('privacy.export')).status)
  expect(codes).toEqual([200, 200, 429, 429])
})

test('closing the account ends what one agreed to and takes what one asked to be corrected', async () => {
  const neighbour = on.neighbour!
  await neighbour.mutate('privacy.giveConsent', { purpose: 'health' })
  const { id } = await neighbour.mutate('corrections.ask', { field: 'occupation', value: '木匠' })
  await neighbour.mutate('appeals.withdraw', { id })
  await neighbour.mutate('privacy.closeAccount', { confirm: '注销' })
  await host.runner.settle()
  const { pool } = host.database
  const consents = await pool.query('select revoked_at from consents where person_id = $1', [personId('neighbour')])
  expect(consents.rows.map((row) => row.revoked_at === null)).toEqual([false])
  const asked = await pool.query('select value_sealed from corrections where person_id = $1', [personId('neighbour')])
  expect(asked.rows).toEqual([{ value_sealed: null }])
})
