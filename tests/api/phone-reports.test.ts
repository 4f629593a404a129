import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { send } from '../../cloudfunctions/engines/messages/send'
import { phoneOf } from '../../cloudfunctions/registry/people/store'
import { personId } from '../../local/county/cast'
import { alarm } from '../engines/phone-world'
import { type TestHost, testHost } from '../host'
import { CALLBACK_SECRET } from '../serve'

let host: TestHost
beforeAll(async () => {
  host = await testHost()
})
afterAll(() => host.stop())

/** Carries out what is due, and waits until the phone company has told of it. */
const settle = async () => {
  await host.runner.settle()
  await host.simulators.reports.settle()
  await host.runner.settle()
}
const raise = (key: string, code: string) =>
  host.deps.db.transaction((tx) =>
    send(host.deps, tx, { kind: alarm, to: [personId(key)], params: { code }, subjectId: null, dedupeKey: code }),
  )
const statesOf = async (key: string) =>
  (
    await host.deps.db.execute(
      sql`select channel, state from deliveries where person_id = ${personId(key)} order by channel, id`,
    )
  ).rows
const phoneFor = async (key: string) => (await phoneOf(host.deps.db, host.deps.encryption, personId(key)))!

test('a silent worker is called after ten seconds; the key they press comes back as an event; nothing personal is logged', async () => {
  const phone = await phoneFor('worker')
  host.simulators.phone.answering.set(phone, { isAnswered: true, key: '1' })
  await raise('worker', 'served.1')
  await settle()
  expect(host.simulators.phone.rung).toEqual([])
  host.clock.offsetMs += 12_000
  await settle()
  expect(host.simulators.phone.rung).toMatchObject([{ phone, action: 'SendTtsVoice' }])
  expect(await statesOf('worker')).toEqual(expect.arrayContaining([{ channel: 'voice', state: 'delivered' }]))
  const { rows } = await host.deps.db.execute(sql`select payload from events where name = 'call.keyPressed'`)
  expect(rows).toEqual([{ payload: expect.objectContaining({ personId: personId('worker'), key: '1' }) }])
  const { received } = (await (await fetch(`${host.url}/local/outbox?since=0`)).json()) as { received: unknown[] }
  expect(received).toContainEqual(expect.objectContaining({ api: 'voice', phone, errcode: 0 }))
  const log = host.log.lines.join('\n')
  for (const secret of [phone, CALLBACK_SECRET]) expect(log).not.toContain(secret)
  const metrics = await (await host.app.request('/metrics')).text()
  expect(metrics).toContain('linli_provider_open{route="voice.1400000002",process="server"} 0')
  expect(metrics).not.toContain(CALLBACK_SECRET)
})

test('who does not answer gets a text message, which the phone company reports', async () => {
  const phone = await phoneFor('secretary')
  host.simulators.phone.answering.set(phone, { isAnswered: false, key: null })
  await raise('secretary', 'served.2')
  await settle()
  host.clock.offsetMs += 12_000
  await settle()
  await settle()
  expect(host.simulators.phone.rung.filter((one) => one.phone === phone).map(({ action }) => action)).toEqual([
    'SendTtsVoice',
    'SendSms',
  ])
  expect(await statesOf('secretary')).toEqual(
    expect.arrayContaining([
      { channel: 'voice', state: 'failed' },
      { channel: 'sms', state: 'delivered' },
    ]),
  )
})

test.each([
  ['a wrong secret', '/notify/tencent-sms/wrong', '[]', 404],
  ['no secret', '/notify/tencent-sms/', '[]', 404],
  ['nonsense', `/notify/tencent-sms/${CALLBACK_SECRET}`, 'nonsense', 400],
  ['another service’s report', `/notify/tencent-voice/${CALLBACK_SECRET}`, '[]', 400],
  [
    'an unknown receipt',
    `/notify/tencent-voice/${CALLBACK_SECRET}`,
    '{"voiceprompt_callback":{"callid":"nobody","result":"0"}}',
    503,
  ],
])('%s is refused', async (_name, path, body, status) => {
  expect((await host.app.request(path, { method: 'POST', body })).status).toBe(status)
})
