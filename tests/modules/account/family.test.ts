import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CONSENT_TEXTS } from '../../../cloudfunctions/contract/account/privacy'
import { historyOf } from '../../../cloudfunctions/registry/facts/store'
import { dayOf, yearsBefore } from '../../../cloudfunctions/registry/people/days'
import { mergePeople } from '../../../cloudfunctions/registry/people/merge'
import { homeId, personId, placeIds } from '../../../local/county/cast'
import { type Client, type TestHost, testHost } from '../../host'
import { newPhone, relatives } from './relatives'

let host: TestHost
let worker: Client
let people: ReturnType<typeof relatives>
beforeAll(async () => {
  host = await testHost()
  worker = await host.as('worker')
  people = relatives(host)
})
afterAll(() => host.stop())

const HOME = '檀溪苑3号楼1单元601'
const rows = async (text: string, ...values: unknown[]) => (await host.database.pool.query(text, values)).rows
const consentsTowards = (client: Client) =>
  rows('select * from consents where towards_id = $1 order by id', client.personId)
const guardianshipsOf = (client: Client) =>
  rows('select * from guardianships where guardian_id = $1 order by id', client.personId)
const wardsOf = async (client: Client) => (await people.family(client)).wards.map((one: any) => one.name)
const heard = async (client: Client) =>
  (await client.query('messages.list')).items
    .map(({ kind }: any) => kind)
    .filter((kind: string) => /^family/.test(kind))
const byHome = (name: string, home = HOME) => ({ name, relation: 'son', homeId: homeId(home) })

describe('a child asks, the elder answers on their own phone', () => {
  test('a yes is a consent to the text and begins the acting in one transaction; nobody is named in a message', async () => {
    const elder = await people.make({ name: '常守田', home: HOME, phone: newPhone() })
    const child = await people.make({ name: '常玉梅', phone: '15600001234' })
    await child.mutate('family.ask', byHome('常守田'))
    await host.runner.settle()
    expect(await heard(elder)).toEqual(['family.asked'])
    expect(await heard(worker)).toEqual(['family.toConfirm'])
    const told = JSON.stringify([await elder.query('messages.list'), await worker.query('messages.list')])
    expect(told).not.toMatch(/常守田|常玉梅|601/)
    const { waiting } = await people.family(elder)
    expect(waiting).toMatchObject([{ name: '常玉梅', phoneMasked: '156****1234', relation: '儿子' }])

    const stale = { id: waiting[0].id, isAgreed: true, version: '2020-01' }
    expect(await elder.refusal('family.answer', stale)).toBe('consent.text_changed')
    expect(await consentsTowards(child)).toEqual([])
    await people.answer(elder)
    const [consent] = await consentsTowards(child)
    expect(consent).toMatchObject({
      person_id: elder.personId,
      purpose: 'guardian',
      given_by: elder.personId,
      text_version: CONSENT_TEXTS.guardian.version,
      witnessed_by: null,
      revoked_at: null,
    })
    const [row] = await guardianshipsOf(child)
    expect(row).toMatchObject({ state: 'active', consent_id: consent.id, name_sealed: null, asked_as: null })
    const lines = (await historyOf(host.deps.db, elder.personId!)).filter(({ subject }) => subject === 'guardianship')
    expect(lines.map(({ action }) => action)).toEqual(['entrust'])
    expect(await wardsOf(child)).toEqual(['常守田'])
    await host.runner.settle()
    expect(await heard(child)).toEqual(['family.agreed'])
    expect(await elder.refusal('family.answer', { ...stale, isAgreed: false })).toBe('guardianship.decided')
    expect(await child.refusal('family.ask', byHome('常守田'))).toBe('guardianship.yours_already')
  })

  test('a no is final for a month: the next asks look the same and reach nobody', async () => {
    const elder = await people.make({ name: '滕玉芝', home: HOME })
    const pest = await people.make({ name: '滕小飞' })
    await pest.mutate('family.ask', byHome('滕玉芝'))
    await people.answer(elder, false)
    expect(await consentsTowards(pest)).toEqual([])
    expect((await people.family(pest)).asked).toMatchObject([{ state: 'refused', name: null }])
    await pest.mutate('family.ask', byHome('滕玉芝'))
    expect((await people.family(pest)).asked[0]).toMatchObject({ state: 'asked', name: '滕玉芝' })
    expect((await people.family(elder)).waiting).toEqual([])
    const { items } = await worker.query('guardianships.list')
    expect(items.filter((one: any) => one.askerMasked === '滕*飞')).toEqual([])
  })

  test('either side ends it at once, the consent with it, and both are told', async () => {
    for (const side of ['elder', 'child', 'privacy'] as const) {
      const name = { elder: '闵桂芬', child: '闵桂芳', privacy: '闵桂芝' }[side]
      const elder = await people.make({ name, home: HOME })
      const child = await people.make({ name: '闵强' })
      await people.entrusted(child, elder, { name, home: HOME })
      const [{ id, consent_id }] = await guardianshipsOf(child)
      const stranger = await host.as('neighbour')
      expect(await stranger.refusal('family.end', { id })).toBe('record.not_found')
      if (side === 'privacy') await elder.mutate('privacy.revokeConsent', { id: consent_id })
      else await (side === 'elder' ? elder : child).mutate('family.end', { id })
      expect(await wardsOf(child)).toEqual([])
      expect((await consentsTowards(child)).map(({ revoked_at }) => revoked_at !== null)).toEqual([true])
      await host.runner.settle()
      expect((await heard(elder))[0]).toBe('family.ended')
      expect((await heard(child))[0]).toBe('family.ended')
      expect((await child.send('privacy.held', { forPersonId: elder.personId })).status).toBe(404)
      expect(await child.refusal('family.end', { id })).toBe('guardianship.over')
    }
  })
})

describe('what does not help', () => {
  test('guessing: whoever is asked for, by home or by phone, there or not, the answer and the list are the same', async () => {
    const phone = newPhone()
    await people.make({ name: '戚文山', home: HOME, phone })
    const asks = [
      { name: '戚文山', relation: 'son', homeId: homeId(HOME) },
      { name: '戚文海', relation: 'son', homeId: homeId(HOME) },
      { name: '戚文山', relation: 'son', phone },
      { name: '戚文海', relation: 'son', phone },
      { name: '戚文山', relation: 'son', phone: newPhone() },
    ]
    const seen = []
    for (const ask of asks) {
      const asker = await people.make({ name: '戚小燕' })
      const answered = await asker.mutate('family.ask', ask)
      const [{ id, name, homeLabel, askedAt, ...shown }] = (await people.family(asker)).asked
      expect([name, homeLabel]).toEqual([ask.name, ask.homeId ? HOME : null])
      seen.push({ answered, shown })
    }
    expect(new Set(seen.map((one) => JSON.stringify(one))).size).toBe(1)
  })

  test('asking for one person in two ways does not tell that they are one', async () => {
    const phone = newPhone()
    const elder = await people.make({ name: '卞春兰', home: HOME, phone })
    const asker = await people.make({ name: '卞小军' })
    await asker.mutate('family.ask', byHome('卞春兰'))
    await asker.mutate('family.ask', { name: '卞春兰', relation: 'son', phone })
    expect((await people.family(asker)).asked).toHaveLength(2)
    expect((await people.family(elder)).waiting).toHaveLength(1)
  })

  test('asking a thousand times: three wait, ten a day, and an elder hears of five', async () => {
    const pest = await people.make({ name: '鲍三' })
    const ask = (n: number) => ({ name: `鲍爷${String.fromCodePoint(0x4e00 + n)}`, relation: 'son', phone: newPhone() })
    let made = 0
    for (; made < 3; made++) await pest.mutate('family.ask', ask(made))
    expect(await pest.refusal('family.ask', ask(99))).toBe('guardianship.too_many')
    while (made < 10) {
      const waiting = (await people.family(pest)).asked.find(({ state }: any) => state === 'asked')
      await pest.mutate('family.end', { id: waiting.id })
      await pest.mutate('family.ask', ask(made++))
    }
    const waiting = (await people.family(pest)).asked.find(({ state }: any) => state === 'asked')
    await pest.mutate('family.end', { id: waiting.id })
    expect(await pest.refusal('family.ask', ask(98))).toBe('guardianship.too_many')

    const elder = await people.make({ name: '鲍老太', home: HOME })
    for (let n = 0; n < 7; n++)
      await (await people.make({ name: `鲍${String.fromCodePoint(0x4e10 + n)}` })).mutate(
        'family.ask',
        byHome('鲍老太'),
      )
    expect((await people.family(elder)).waiting).toHaveLength(5)
  })

  test('two asks racing make one; two answers racing make one', async () => {
    const elder = await people.make({ name: '游桂花', home: HOME })
    const child = await people.make({ name: '游明' })
    const both = await Promise.all(
      [1, 2].map(() => child.send('family.ask', { key: randomUUID(), ...byHome('游桂花') })),
    )
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
    const { waiting, text } = await people.family(elder)
    expect(waiting).toHaveLength(1)
    const [{ id }] = waiting
    const [agreed, withdrawn] = await Promise.all([
      elder.send('family.answer', { key: randomUUID(), id, isAgreed: true, version: text.version }),
      child.send('family.end', { key: randomUUID(), id }),
    ])
    expect(agreed.reply.ok || withdrawn.reply.ok).toBe(true)
    const [row] = await guardianshipsOf(child)
    const standing = (await consentsTowards(child)).filter(({ revoked_at }) => revoked_at === null)
    expect(standing).toHaveLength(row.state === 'active' ? 1 : 0)
  })

  test('answering for somebody else; a sixth of the family; a child that asks; somebody without a name', async () => {
    const elder = await people.make({ name: '仲秀云', home: HOME })
    const given = { isAgreed: true, version: await people.version(elder) }
    for (let n = 0; n < 6; n++) {
      const child = await people.make({ name: `仲${String.fromCodePoint(0x4e20 + n)}` })
      await child.mutate('family.ask', byHome('仲秀云'))
      const [{ id }] = await guardianshipsOf(child)
      expect(await child.refusal('family.answer', { id, ...given })).toBe('record.not_found')
      if (n < 5) await elder.mutate('family.answer', { id, ...given })
      else expect(await elder.refusal('family.answer', { id, ...given })).toBe('guardianship.too_many')
      expect((await consentsTowards(child)).length).toBe(n < 5 ? 1 : 0)
    }
    const boy = await people.make({ name: '仲小宝', birthDate: yearsBefore(dayOf(host.clock.now()), 15) })
    expect(await boy.refusal('family.ask', byHome('仲秀云'))).toBe('access.forbidden')
    const nobody = await people.make({ name: '' })
    expect(await nobody.refusal('family.ask', byHome('仲秀云'))).toBe('guardianship.unnamed')
  })

  test('an ask that nobody answers lapses', async () => {
    const elder = await people.make({ name: '单桂英', home: HOME })
    const child = await people.make({ name: '单志' })
    await child.mutate('family.ask', byHome('单桂英'))
    const { waiting, text } = await people.family(elder)
    const before = host.clock.offsetMs
    host.clock.offsetMs += 31 * 86_400_000
    const given = { id: waiting[0].id, isAgreed: true, version: text.version }
    const again = await host.asPerson(elder.personId!)
    expect(await again.refusal('family.answer', given)).toBe('guardianship.decided')
    await (await host.asPerson(child.personId!)).mutate('family.ask', byHome('单桂英'))
    expect((await people.family(again)).waiting).toHaveLength(1)
    host.clock.offsetMs = before
  })
})

describe('the worker confirms in person', () => {
  test('an elder without WeChat: the consent names who witnessed it, the looks are logged, both are told', async () => {
    const elder = await people.make({ name: '薄凤英', home: HOME, hasAccount: false })
    const child = await people.make({ name: '薄建华' })
    await child.mutate('family.ask', byHome('薄凤英'))
    const { items } = await worker.query('guardianships.list')
    const { id } = items.find((one: any) => one.askerMasked === '薄*华')
    expect(items.find((one: any) => one.id === id)).toMatchObject({ nameMasked: '薄*英', homeLabel: HOME })
    const seen = await worker.query('guardianships.get', { id })
    expect(seen).toMatchObject({ name: '薄凤英', asker: { name: '薄建华' }, meant: [{ personId: elder.personId }] })
    expect((await child.query('privacy.accessLog')).items[0]).toMatchObject({ why: '核实谁替谁办事' })

    const given = { id, personId: elder.personId, isAgreedInPerson: true }
    expect(await worker.refusal('guardianships.confirm', { ...given, isAgreedInPerson: false })).toBe('input.invalid')
    const somebody = { ...given, personId: personId('resident') }
    expect(await worker.refusal('guardianships.confirm', somebody)).toBe('record.not_found')
    expect(await (await host.as('worker2')).refusal('guardianships.confirm', given)).toBe('record.not_found')
    await worker.mutate('guardianships.confirm', given)
    expect(await consentsTowards(child)).toMatchObject([
      { person_id: elder.personId, given_by: elder.personId, witnessed_by: worker.personId },
    ])
    expect(await wardsOf(child)).toEqual(['薄凤英'])
    await host.runner.settle()
    expect((await heard(child))[0]).toBe('family.agreed')
    expect((await heard(elder))[0]).toBe('family.entrusted')
    expect(await worker.refusal('guardianships.refuse', { id, reason: 'notMet' })).toBe('guardianship.decided')
  })

  test('of two of one name the worker says which; a refusal has a reason; nobody decides on their own', async () => {
    const [one] = [
      await people.make({ name: '桑秀珍', home: HOME, hasAccount: false }),
      await people.make({ name: '桑秀珍', home: HOME, hasAccount: false }),
    ]
    const child = await people.make({ name: '桑林' })
    await child.mutate('family.ask', byHome('桑秀珍'))
    const [{ id }] = await guardianshipsOf(child)
    expect((await worker.query('guardianships.get', { id })).meant).toHaveLength(2)
    await worker.mutate('guardianships.confirm', { id, personId: one.personId, isAgreedInPerson: true })
    expect(await people.family(child)).toMatchObject({ wards: [{ personId: one.personId }] })

    const other = await people.make({ name: '桑木' })
    await other.mutate('family.ask', byHome('桑秀娥'))
    const refused = (await guardianshipsOf(other))[0].id
    await worker.mutate('guardianships.refuse', { id: refused, reason: 'unverified' })
    expect((await people.family(other)).asked).toMatchObject([
      { state: 'refused', reason: '没能核实，请带户口本到社区办理' },
    ])

    await people.make({ name: '刘老太', home: HOME, hasAccount: false })
    await worker.mutate('family.ask', byHome('刘老太'))
    const own = (await guardianshipsOf(worker)).find(({ state }) => state === 'asked')
    expect(await worker.refusal('guardianships.refuse', { id: own.id, reason: 'notMet' })).toBe('access.forbidden')
    await worker.mutate('family.end', { id: own.id })
  })
})

describe('what becomes of it', () => {
  test('it follows the person whose record it was', async () => {
    const record = await people.make({ name: '宫月娥', home: HOME, hasAccount: false })
    const child = await people.make({ name: '宫亮' })
    await child.mutate('family.ask', byHome('宫月娥'))
    const [{ id }] = await guardianshipsOf(child)
    await worker.mutate('guardianships.confirm', { id, personId: record.personId, isAgreedInPerson: true })
    const elder = await people.make({ name: '宫月娥' })
    const by = { actorId: worker.personId!, source: 'gridWorker' as const, communityId: placeIds.community }
    const merging = { fromId: record.personId!, intoId: elder.personId!, now: host.clock.now() }
    await host.deps.db.transaction((tx) => mergePeople(host.deps, tx, by, merging))
    expect((await people.family(child)).wards).toMatchObject([{ id, personId: elder.personId }])
    const [consent] = (await elder.query('privacy.consents')).given
    expect(consent).toMatchObject({ purpose: 'guardian', towardsName: '宫亮', revokedAt: null })
    await elder.mutate('privacy.revokeConsent', { id: consent.id })
    expect(await wardsOf(child)).toEqual([])
  })

  test('a guardian’s own record that turns out to be the elder’s ends it', async () => {
    const record = await people.make({ name: '牟桂珍', home: HOME, hasAccount: false })
    const child = await people.make({ name: '牟波' })
    await child.mutate('family.ask', byHome('牟桂珍'))
    const [{ id }] = await guardianshipsOf(child)
    await worker.mutate('guardianships.confirm', { id, personId: record.personId, isAgreedInPerson: true })
    const by = { actorId: worker.personId!, source: 'gridWorker' as const, communityId: placeIds.community }
    const merging = { fromId: record.personId!, intoId: child.personId!, now: host.clock.now() }
    await host.deps.db.transaction((tx) => mergePeople(host.deps, tx, by, merging))
    expect(await guardianshipsOf(child)).toMatchObject([{ state: 'ended' }])
    expect((await consentsTowards(child)).map(({ revoked_at }) => revoked_at !== null)).toEqual([true])
  })

  test('closing an account and a recorded death end it', async () => {
    for (const who of ['elder', 'child', 'death'] as const) {
      const name = { elder: '岳守信', child: '岳守义', death: '岳守礼' }[who]
      const elder = await people.make({ name, home: HOME })
      const child = await people.make({ name: '岳东' })
      await people.entrusted(child, elder, { name, home: HOME })
      if (who === 'death') await worker.mutate('residents.died', { personId: elder.personId, on: '2026-11-01' })
      else await (who === 'elder' ? elder : child).mutate('privacy.closeAccount', { confirm: '注销' })
      expect(await guardianshipsOf(child)).toMatchObject([{ state: 'ended' }])
      expect((await consentsTowards(child)).map(({ revoked_at }) => revoked_at !== null)).toEqual([true])
      await host.runner.settle()
      if (who === 'elder') expect((await heard(child))[0]).toBe('family.ended')
      if (who === 'child') expect((await heard(elder))[0]).toBe('family.ended')
    }
  })
})
