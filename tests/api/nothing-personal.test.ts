import { randomUUID } from 'node:crypto'
import { getTableName } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { phoneOf } from '../../cloudfunctions/registry/people/store'
import { allTables } from '../../cloudfunctions/server/tables'
import { CAST, personId, placeId, placeIds } from '../../local/county/cast'
import { Population } from '../../local/county/people'
import { Town } from '../../local/county/places'
import { issueCode } from '../../local/simulators/wechat/login'
import { lampAppeal } from '../appeals'
import { type TestHost, testHost } from '../host'
import { noticeForm } from '../modules/civic/notice-world'

/** Words that stand nowhere but in what people write, one for every place where they can write. */
const WORDS = [
  '灯灭三日',
  '换灯头记',
  '亮堂堂了',
  '夜里又黑',
  '改日再看',
  '拆除在即',
  '老人难行',
  '暂缓办理',
  '字太小啦',
  '已经调大',
  '赵铁柱爷',
  '工种写错',
  '门铃不响',
  '楼下存水',
]
const BOUND_PHONE = '16012345678'
const GIVEN_PHONE = '16087654321'
const STRANGE = [
  '写\ud800半个',
  '\u202e倒着写\u200b',
  `'); drop table orders; --`,
  '<img src=x onerror=alert(1)>',
  '𠮷野家👨‍👩‍👧',
]

/** In Shanghai, so that nothing waits for the end of the quiet hours. */
const nextNoon = () => (Math.floor(Date.now() / 86_400_000) + 1) * 86_400_000 + 4 * 3_600_000

let host: TestHost
beforeAll(async () => {
  host = await testHost()
  host.simulators.wechat.settings.latencyMs = 0
  host.clock.offsetMs = nextNoon() - Date.now()
  await journeys()
  // What WeChat's faults put off.
  host.clock.offsetMs += 3_600_000
  await host.runner.settle()
})
afterAll(() => host.stop())

/** One of everything, with free words, phones and failures. */
async function journeys(): Promise<void> {
  const [resident, worker, secretary, county] = await Promise.all(
    ['resident', 'worker', 'secretary', 'county'].map((key) => host.as(key)),
  )
  const submit = async (more: object = {}) =>
    (await resident!.mutate('appeals.submit', { ...lampAppeal(), text: WORDS[0], placeText: WORDS[0], ...more })).id
  await resident!.mutate('messages.consent', { results: { 'tmpl-appeal-progress': 'accept' } })

  const id = await submit({ urgency: 'emergency' })
  await worker!.mutate('desk.accept', { id })
  await worker!.query('appeals.get', { id })
  await worker!.mutate('desk.step', { id, text: WORDS[1] })
  await worker!.mutate('desk.resolve', { id, text: WORDS[2] })
  await resident!.mutate('appeals.reopen', { id, text: WORDS[3] })
  await worker!.mutate('desk.handBack', { id, text: WORDS[4] })

  const other = await submit()
  await secretary!.mutate('appeals.decline', { id: other, text: WORDS[5] })
  await resident!.mutate('appeals.contest', { id: other, text: WORDS[6] })
  await secretary!.mutate('appeals.uphold', { id: other, text: WORDS[7] })

  const { id: said } = await resident!.mutate('feedback.submit', { kind: 'other', text: WORDS[8] })
  await county!.mutate('feedback.answer', { id: said, text: WORDS[9] })
  await worker!.mutate('appeals.register', { ...lampAppeal(), forName: WORDS[10], forPhone: GIVEN_PHONE })
  const { wechat } = host.simulators
  await resident!.mutate('session.bindPhone', { code: issueCode(wechat, wechat.phoneCodes, BOUND_PHONE) })
  await host.guest.mutate('session.login', { code: issueCode(wechat, wechat.loginCodes, 'openid-newcomer') })
  for (const text of STRANGE) await submit({ text: `${text}${WORDS[0]}` })
  await privately()
  await failures()
}

/** What deals with numbers of the county in full: each goes to whom it concerns, and must stand nowhere else. */
async function privately(): Promise<void> {
  const [resident, worker, secretary, subdistrict, neighbour] = await Promise.all(
    ['resident', 'worker', 'secretary', 'subdistrict', 'neighbour'].map((key) => host.as(key)),
  )
  const phone = (await phoneOf(host.deps.db, host.deps.encryption, personId('neighbour')))!
  await resident!.query('privacy.held')
  expect((await neighbour!.query('privacy.show', { field: 'phone' })).value).toBe(phone)
  expect((await neighbour!.query('privacy.export')).text).toContain(phone)
  await resident!.mutate('privacy.giveConsent', { purpose: 'health' })
  const looked = { personId: personId('neighbour'), purpose: 'visit', text: '上门看看' }
  expect((await worker!.query('reveal.field', { ...looked, field: 'phone' })).value).toBe(phone)
  await worker!.query('reveal.field', { ...looked, field: 'idNumber' })
  // Everything a correction can come to, with a neighbour's real number as the value.
  const asked = { value: phone, text: WORDS[11] }
  const { id } = await resident!.mutate('corrections.ask', { field: 'phone', ...asked })
  await worker!.mutate('desk.accept', { id })
  await worker!.query('corrections.get', { id })
  await worker!.mutate('desk.resolve', { id, text: WORDS[1] })
  const { id: refused } = await resident!.mutate('corrections.ask', { field: 'contactPhone', ...asked })
  await secretary!.mutate('appeals.decline', { id: refused, text: WORDS[5] })
  await secretary!.query('dispatch.search', { words: `灯坏 ${phone}` })
  await worker!.mutate('appeals.register', { ...lampAppeal(), forName: '王玉玲', forPhone: phone })
  // A contact, a vehicle and the way in, written down by the worker, by the person, asked for, looked at and refused.
  const contact = { kind: 'contact', parts: { name: '王玉玲', phone, relation: '邻居', callOrder: '1' } }
  const { itemId } = await worker!.mutate('residents.item', { personId: personId('resident'), ...contact })
  await resident!.mutate('privacy.saveItem', { ...contact, itemId, parts: { ...contact.parts, relation: '朋友' } })
  await worker!.query('reveal.field', { personId: personId('resident'), field: 'contact', itemId, purpose: 'call' })
  const { id: note } = await resident!.mutate('corrections.ask', { field: 'entryNote', parts: { words: WORDS[12] } })
  await worker!.mutate('desk.accept', { id: note })
  await worker!.mutate('desk.resolve', { id: note, text: WORDS[1] })
  const list = { placeId: placeIds.community, filter: {}, purpose: 'care' }
  const { id: approvalId } = await secretary!.mutate('approvals.ask', list)
  await subdistrict!.mutate('approvals.decide', { id: approvalId, isApproved: true })
  const { listId } = await secretary!.mutate('people.open', { ...list, approvalId })
  const { csvUrl } = await secretary!.mutate('people.export', { listId })
  expect(await (await host.app.request(csvUrl)).text()).toContain('王玉玲')
  await host.runner.settle()
  await resident!.mutate('appeals.confirm', { id })
  await notice()
}

/** A neighbour and the resident are told something, say something below it, and stand on a door list. */
async function notice(): Promise<void> {
  const [resident, worker, secretary] = await Promise.all(
    ['resident', 'worker', 'secretary'].map((key) => host.as(key)),
  )
  const who = { kind: 'people', personIds: [personId('resident'), personId('neighbour')] }
  const { id } = await secretary!.mutate('notices.save', noticeForm({ audience: { placeIds: [], who } }))
  await secretary!.mutate('notices.publish', { id, at: null })
  await host.runner.settle()
  await resident!.mutate('notices.comment', { id, text: WORDS[13] })
  await secretary!.mutate('notices.sendDoorList', { id })
  await host.runner.settle()
  const [{ id: listId }] = await worker!.query('doors.lists')
  await worker!.query('doors.sheet', { listId })
}

/** What was answered to calls that went wrong. */
const errorBodies: string[] = []

/** Wrong in every usual way, each with a number or a name of the county in it. */
async function wrongCalls(): Promise<void> {
  const [resident, worker, stranger] = await Promise.all(['resident', 'worker', 'outsider'].map((key) => host.as(key)))
  const phone = (await phoneOf(host.deps.db, host.deps.encryption, personId('neighbour')))!
  const calls: [client: typeof resident, path: string, input: object][] = [
    [resident, 'corrections.ask', { field: 'idNumber', value: `${phone}0000000` }],
    [resident, 'corrections.ask', { field: 'phone', value: `${phone}${phone}` }],
    [resident, 'corrections.ask', { field: phone, value: phone }],
    [resident, 'privacy.show', { field: phone }],
    [resident, `privacy.${phone}`, {}],
    [resident, 'privacy.revokeConsent', { id: phone }],
    [worker, 'reveal.field', { personId: personId('outsider'), field: 'phone', purpose: 'visit' }],
    [
      worker,
      'reveal.field',
      { personId: personId('neighbour'), field: 'phone', purpose: 'visit', text: `打 ${phone}` },
    ],
    [worker, 'appeals.register', { ...lampAppeal(), forName: '王玉玲', forPhone: `${phone}9` }],
    [stranger, 'corrections.get', { id: (await resident!.query('corrections.mine'))[0].id }],
    [stranger, 'places.children', { parentId: placeId('没有的地方'), phone }],
  ]
  for (const [client, path, input] of calls) {
    const { status, reply } = await client!.send(path, { key: randomUUID(), ...input })
    expect(status, path).toBeGreaterThanOrEqual(400)
    errorBodies.push(JSON.stringify(reply))
  }
  const raw: [path: string, init?: RequestInit][] = [
    [`/nothing/${phone}`],
    [`/files/${phone}`],
    ['/rpc', { method: 'POST', body: `{"path":"privacy.show","input":{"phone":"${phone}"` }],
    ['/open311/v2/requests.json', { method: 'POST', body: new URLSearchParams({ service_code: 'noise', phone }) }],
  ]
  for (const [path, init] of raw) {
    const response = await host.app.request(path, init)
    expect(response.status, path).toBeGreaterThanOrEqual(400)
    errorBodies.push(await response.text())
  }
}

/** Refusals, faults of WeChat and of our own, which are what gets logged. */
async function failures(): Promise<void> {
  const { wechat } = host.simulators
  const resident = await host.as('resident')
  wechat.faults.set('textCheck', { httpStatus: 500, times: 2 })
  wechat.faults.set('subscribe', { errcode: 47003, times: 1 })
  wechat.faults.set('employee', { errcode: -1, times: 1 })
  const { id } = await resident.mutate('appeals.submit', { ...lampAppeal(), text: `${WORDS[0]}${BOUND_PHONE}` })
  await (await host.as('worker')).mutate('desk.accept', { id })
  await host.runner.settle()
  await resident.send('appeals.submit', { key: randomUUID(), ...lampAppeal(), text: WORDS[0]!.repeat(200) })
  await resident.send('appeals.get', { id: BOUND_PHONE })
  const findCaller = host.deps.findCaller
  host.deps.findCaller = () => Promise.reject(new Error(`failed on ${WORDS[0]} ${BOUND_PHONE}`))
  expect((await resident.send('appeals.mine')).status).toBe(500)
  host.deps.findCaller = findCaller
  await wrongCalls()
}

const rowsOf = async (table: string) => JSON.stringify((await host.database.pool.query(`select * from ${table}`)).rows)

/** Where nothing personal may be, and how to read it all. */
const PLACES: Record<string, () => string | Promise<string>> = {
  log: () => host.log.lines.join('\n'),
  pushes: () =>
    JSON.stringify(host.simulators.wechat.received.filter(({ api }) => api === 'subscribe' || api === 'employee')),
  '/metrics': async () => (await host.app.request('/metrics')).text(),
  '/healthz': async () => (await host.app.request('/healthz')).text(),
  '/openapi.json': async () => (await host.app.request('/openapi.json')).text(),
  outbox: () => rowsOf('outbox'),
  events: () => rowsOf('events'),
  event_handlings: () => rowsOf('event_handlings'),
  order_events: () => rowsOf('order_events'),
  changes: () => rowsOf('changes'),
  access_log: () => rowsOf('access_log'),
  inbox: () => rowsOf('inbox'),
  deliveries: () => rowsOf('deliveries'),
  'error bodies': () => errorBodies.join('\n'),
  corrections: () => rowsOf('corrections'),
  consents: () => rowsOf('consents'),
  list_approvals: () => rowsOf('list_approvals'),
  people_lists: () => rowsOf('people_lists'),
  notices: () => rowsOf('notices'),
  notice_readers: () => rowsOf('notice_readers'),
  door_lists: () => rowsOf('door_lists'),
  door_entries: () => rowsOf('door_entries'),
  answers: () => rowsOf('answers'),
  sessions: () => rowsOf('sessions'),
}

/** Every phone and ID number of the county; the last sign of an ID number may be a letter. */
const NUMBERS = [
  BOUND_PHONE,
  GIVEN_PHONE,
  ...new Population(new Town()).people.flatMap(({ phone, idNumber }) => [phone ?? [], idNumber.slice(0, 17)].flat()),
]
const NAMES_AND_WORDS = [...WORDS, ...CAST.map((member) => member.name)]

/** What of all that stands in a text. Numbers are looked for in runs of digits alone, for there are thousands. */
function personalIn(text: string): string[] {
  const digits = (text.match(/\d{11,}/g) ?? []).join(' ')
  return [
    ...NAMES_AND_WORDS.filter((word) => text.includes(word)),
    ...NUMBERS.filter((number) => digits.includes(number)),
  ]
}

test.each(Object.keys(PLACES))('%s has no phone, ID number, name or free words', async (place) => {
  const text = await PLACES[place]!()
  expect(text.length).toBeGreaterThan(50)
  expect(personalIn(text)).toEqual([])
})

/** Phones and ID numbers of the county, without those that the test writes as free words itself. */
const COUNTY_NUMBERS = NUMBERS.filter((number) => number !== BOUND_PHONE && number !== GIVEN_PHONE)

test.each(allTables.map(({ table }) => getTableName(table)))(
  'no column of %s tells a number of the county',
  async (table) => {
    const digits = ((await rowsOf(`"${table}"`)).match(/\d{11,}/g) ?? []).join(' ')
    expect(COUNTY_NUMBERS.filter((number) => digits.includes(number))).toEqual([])
  },
)

/** Everybody's name of three characters or more: shorter ones are also parts of common words. */
const LONG_NAMES = new Set(
  new Population(new Town()).people.map(({ name }) => name).filter((name) => [...name].length > 2),
)
const namesIn = (text: string) =>
  [
    ...new Set(
      (text.match(/\p{Script=Han}+/gu) ?? []).flatMap((run) =>
        [...run].map((_, i) => [...run].slice(i, i + 3).join('')),
      ),
    ),
  ].filter((three) => LONG_NAMES.has(three))

test.each(['log', 'pushes', 'outbox', 'error bodies'])('nobody of the county is named in %s', async (place) => {
  expect(namesIn(await PLACES[place]!())).toEqual([])
})

test('WeChat and the phone company are told no number of the county but that which is to be called', () => {
  const told = host.simulators.wechat.received.map(({ phone: _called, ...rest }) => rest)
  const digits = (JSON.stringify(told).match(/\d{11,}/g) ?? []).join(' ')
  expect(COUNTY_NUMBERS.filter((number) => digits.includes(number))).toEqual([])
})

test('the scan of names can fail: where people stand, it finds them', async () => {
  expect(namesIn(await rowsOf('people'))).toEqual(expect.arrayContaining(['张建国', '王玉玲']))
  expect(errorBodies).toHaveLength(15)
})

test('phones and ID numbers are sealed where people stand', async () => {
  const found = personalIn(await rowsOf('people'))
  expect(found.filter((one) => /\d/.test(one))).toEqual([])
  expect(found).toContain('张建国')
})

test('the scan can fail: where words belong, it finds them', async () => {
  const found = await rowsOf('order_notes')
  expect(personalIn(found)).toEqual(expect.arrayContaining([...WORDS.slice(0, 8), BOUND_PHONE]))
  expect(host.log.lines.join()).toContain('call failed')
})

test('strange words went through the background too', async () => {
  // What WeChat failed to answer meanwhile is asked again.
  host.clock.offsetMs += 60_000
  await host.runner.settle()
  const { rows } = await host.database.pool.query(`select check_state, count(*)::int as n from order_notes group by 1`)
  expect(rows.map((row) => row.check_state)).toEqual(['passed'])
})
