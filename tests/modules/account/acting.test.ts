import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isInForce, mayActFor } from '../../../cloudfunctions/registry/guardianships/rules'
import { dayOf, yearsBefore } from '../../../cloudfunctions/registry/people/days'
import { homeId, personId } from '../../../local/county/cast'
import { lampAppeal } from '../../appeals'
import { type Client, type TestHost, testHost } from '../../host'
import { relatives } from './relatives'

let host: TestHost
let people: ReturnType<typeof relatives>
const on: Record<string, Client> = {}
beforeAll(async () => {
  host = await testHost()
  people = relatives(host)
  for (const key of ['elder', 'family', 'worker', 'worker2', 'secretary', 'courier', 'neighbour', 'resident'])
    on[key] = await host.as(key)
})
afterAll(() => host.stop())

const forElder = { forPersonId: personId('elder') }
const told = () => ({ ...lampAppeal(), ...forElder })
const detail = (key: string, id: string) => on[key]!.query('appeals.get', { id })
const heard = async (client: Client) => (await client.query('messages.list')).items.map(({ kind }: any) => kind)

test.each([
  ['the day before the 14th birthday', '2026-11-25T15:59:59Z', true],
  ['on the 14th birthday, as it begins in Shanghai', '2026-11-25T16:00:00Z', false],
])('a parent acts: %s', (_title, at, expected) => {
  expect(isInForce({ basis: 'parent', birthDate: '2012-11-26' }, new Date(at))).toBe(expected)
  expect(isInForce({ basis: 'consent', birthDate: '2012-11-26' }, new Date(at))).toBe(true)
})

test('only whom one was entrusted with', () => {
  const ward = { personId: 'mother', relation: 'daughter' as const }
  expect(mayActFor({ wards: [ward] }, 'mother')).toBe(ward)
  expect(mayActFor({ wards: [ward] }, 'neighbour')).toBeNull()
  expect(mayActFor({}, 'mother')).toBeNull()
})

describe('the demo county’s daughter for her mother', () => {
  test('an appeal is the mother’s, says who told it, and is followed and confirmed by the daughter', async () => {
    const { id } = await on.family!.mutate('appeals.submit', told())
    await host.runner.settle()
    expect((await on.elder!.query('appeals.mine')).items.map((one: any) => one.id)).toContain(id)
    expect((await heard(on.elder!))[0]).toBe('family.acted')
    expect(await detail('elder', id)).toMatchObject({
      isMine: true,
      toldBy: { relation: '女儿', name: '李文静' },
      forName: null,
      timeline: [{ action: 'submit', actorName: '李文静', actorRole: '女儿' }],
    })
    expect(await detail('family', id)).toMatchObject({ isMine: false, forName: '孙秀兰', requester: null })
    expect((await on.family!.query('appeals.mine', forElder)).items.map((one: any) => one.id)).toEqual([id])
    expect((await on.family!.query('appeals.mine')).items).toEqual([])
    // Who may not yet see whose it is learns no name.
    expect(await detail('courier', id)).toMatchObject({ toldBy: { relation: '女儿', name: null } })
    await on.worker!.mutate('desk.accept', { id })
    expect(await detail('worker', id)).toMatchObject({ requester: { name: '孙秀兰' }, toldBy: { name: '李文静' } })
    await on.worker!.mutate('desk.resolve', { id, text: '灯泡换好了' })
    await host.runner.settle()
    const ofOrder = (kinds: string[]) => kinds.filter((kind) => kind.startsWith('appeal.')).length
    expect(ofOrder(await heard(on.family!))).toBeGreaterThan(0)
    expect(ofOrder(await heard(on.elder!))).toBeGreaterThan(0)
    await on.family!.mutate('appeals.confirm', { id })
    expect((await detail('elder', id)).timeline[0]).toMatchObject({
      action: 'confirm',
      actorName: '李文静',
      actorRole: '女儿',
    })
  })

  test('what the mother told herself is hers; others act for nobody', async () => {
    const { id } = await on.elder!.mutate('appeals.submit', { ...lampAppeal(), text: '自己家里的事' })
    expect((await on.family!.query('appeals.mine', forElder)).items.map((one: any) => one.id)).not.toContain(id)
    expect((await on.family!.send('appeals.get', { id })).status).toBe(404)
    expect(await on.family!.refusal('appeals.withdraw', { id })).toBe('record.not_found')
    for (const key of ['neighbour', 'worker', 'secretary'])
      expect(await on[key]!.refusal('appeals.submit', told())).toBe('record.not_found')
    const stranger = { ...lampAppeal(), forPersonId: host.deps.newId() }
    expect(await on.family!.refusal('appeals.submit', stranger)).toBe('record.not_found')
  })

  test('the record is seen masked, and every look stands in the mother’s log', async () => {
    const held = await on.family!.query('privacy.held', forElder)
    expect(held.fields.find((one: any) => one.field === 'name').value).toBe('孙秀兰')
    expect(JSON.stringify(held)).not.toMatch(/\d{11}/)
    expect((await on.family!.query('homes.list', forElder)).homes).toMatchObject([{ label: '运河人家7号楼1单元102' }])
    const looks = (await on.family!.query('privacy.accessLog', forElder)).items
    expect(looks[0]).toMatchObject({ viewerName: '李文静', viewerRole: '家人', why: '替您办事' })
    const seen = (await on.elder!.query('privacy.accessLog')).items.filter((one: any) => one.viewerName === '李文静')
    expect(seen.map((one: any) => one.what)).toEqual(
      expect.arrayContaining(['看了登记的资料，敏感的打了码', '看了您的住处', '看了谁看过您的资料']),
    )
    expect((await on.elder!.query('privacy.held')).fields.length).toBe(held.fields.length)
    expect((await on.family!.send('privacy.show', { field: 'phone', ...forElder })).status).toBe(400)
  })

  test('a correction is the mother’s, asked by the daughter, who sees what is registered only masked', async () => {
    const { id } = await on.family!.mutate('corrections.ask', { field: 'phone', value: '16099990077', ...forElder })
    const seen = await on.family!.query('corrections.get', { id })
    expect(seen.wanted).toBe('16099990077')
    expect(seen.current ?? '').not.toMatch(/\d{11}/)
    expect((await on.family!.query('corrections.mine', forElder)).map((one: any) => one.id)).toEqual([id])
    expect((await on.elder!.query('corrections.mine')).map((one: any) => one.id)).toEqual([id])
    const order = await host.database.pool.query('select requester_id, guardian_id from orders where id = $1', [id])
    expect(order.rows).toEqual([{ requester_id: on.elder!.personId, guardian_id: on.family!.personId }])
    await on.elder!.mutate('appeals.withdraw', { id })
  })

  test('a contact that the daughter asks for is written down of the mother, once the worker has checked it', async () => {
    const contact = {
      field: 'contact',
      parts: { name: '李文静', phone: '16012345678', relation: '女儿', callOrder: '1' },
    }
    const { id } = await on.family!.mutate('corrections.ask', { ...contact, ...forElder })
    await on.worker!.mutate('desk.accept', { id })
    await on.worker!.mutate('desk.resolve', { id, text: '打过电话，是本人的女儿' })
    await host.runner.settle()
    expect((await on.elder!.query('privacy.held')).items).toMatchObject([{ kind: 'contact' }])
    expect((await on.family!.query('privacy.held')).items).toEqual([])
    await on.elder!.mutate('appeals.confirm', { id })
  })

  test('an ended guardian’s open screens are of no use, nor do they hear of it any more', async () => {
    const { id } = await on.family!.mutate('appeals.submit', told())
    const { guardians } = await people.family(on.elder!)
    await on.elder!.mutate('family.end', { id: guardians[0].id })
    await host.runner.settle()
    const before = (await heard(on.family!)).length
    for (const path of ['homes.list', 'privacy.held', 'privacy.accessLog', 'appeals.mine', 'corrections.mine'])
      expect((await on.family!.send(path, forElder)).status, path).toBe(404)
    expect((await on.family!.send('appeals.get', { id })).status).toBe(404)
    expect(await on.family!.refusal('appeals.supplement', { id, text: '再补一句' })).toBe('record.not_found')
    expect(await on.family!.refusal('appeals.submit', told())).toBe('record.not_found')
    await on.worker!.mutate('desk.accept', { id })
    await host.runner.settle()
    expect((await heard(on.family!)).length).toBe(before)
    expect(await detail('elder', id)).toMatchObject({ toldBy: { name: '李文静' } })
  })
})

test('an elder without WeChat: the family is told of what a worker wrote down, but not of what is inside a home', async () => {
  const home = '檀溪苑3号楼1单元602'
  const phone = '15788880001'
  const elder = await people.make({ name: '凌秀芹', home, phone, hasAccount: false })
  const child = await people.make({ name: '凌霄' })
  await child.mutate('family.ask', { name: '凌秀芹', relation: 'daughter', homeId: homeId(home) })
  const { items } = await on.worker!.query('guardianships.list')
  await on.worker!.mutate('guardianships.confirm', {
    id: items.at(-1).id,
    personId: elder.personId,
    isAgreedInPerson: true,
  })
  const written = { ...lampAppeal(), forName: '凌秀芹', forPhone: phone }
  const lamp = await on.worker!.mutate('appeals.register', written)
  const quiet = await on.worker!.mutate('appeals.register', { ...written, text: '儿女不管', category: 'elderCare' })
  await on.worker!.mutate('desk.accept', { id: lamp.id })
  await host.runner.settle()
  expect((await heard(child)).filter((kind: string) => kind.startsWith('appeal.')).length).toBe(1)
  expect(await child.query('appeals.get', { id: lamp.id })).toMatchObject({ forName: '凌秀芹', toldBy: null })
  expect((await child.send('appeals.get', { id: quiet.id })).status).toBe(404)
})

test('the words that the family told for somebody go when that person closes their account', async () => {
  const home = '檀溪苑3号楼1单元602'
  const elder = await people.make({ name: '冀守正', home })
  const child = await people.make({ name: '冀平' })
  await people.entrusted(child, elder, { name: '冀守正', home })
  const { id } = await child.mutate('appeals.submit', { ...lampAppeal(), forPersonId: elder.personId })
  await elder.mutate('appeals.withdraw', { id })
  await elder.mutate('privacy.closeAccount', { confirm: '注销' })
  const { rows } = await host.database.pool.query(
    'select text from order_notes where order_id = $1 and text is not null',
    [id],
  )
  expect(rows).toEqual([])
})

describe('a child under 14', () => {
  const home = '檀溪苑3号楼1单元501'
  const card = async (id: string) => on.worker!.query('residents.card', { personId: id })
  const phoneOn = async (id: string) => (await card(id)).fields.find((one: any) => one.field === 'phone').current

  test('without a guardian’s consent sealed data are closed; with it open; on the birthday it is over', async () => {
    const birthday = dayOf(new Date(host.clock.now().getTime() + 3 * 86_400_000))
    const birthDate = yearsBefore(birthday, 14)
    const boy = await people.make({ name: '万小宇', home, phone: '15788880002', birthDate, hasAccount: false })
    const mother = await people.make({ name: '万敏', home })
    const aunt = await people.make({ name: '万静' })
    const child = boy.personId!
    const reveal = { personId: child, field: 'phone', purpose: 'call' }
    expect((await phoneOn(child)).shown).toBe('监护人还没同意，不显示')
    expect((await on.worker!.send('reveal.field', reveal)).reply).toMatchObject({
      error: { code: 'person.no_guardian' },
    })
    const correct = { personId: child, field: 'illness', value: '哮喘', seenId: null }
    expect(await on.worker!.refusal('residents.correct', correct)).toBe('person.no_guardian')
    await on.worker!.mutate('residents.correct', { ...correct, field: 'contactPhone', value: '15788880003' })

    for (const [client, relation] of [
      [aunt, 'relative'],
      [mother, 'mother'],
    ] as const)
      await client.mutate('family.ask', { name: '万小宇', relation, homeId: homeId(home) })
    const { items } = await on.worker!.query('guardianships.list')
    const confirm = (asker: string) => ({
      id: items.find((one: any) => one.askerMasked === asker).id,
      personId: child,
      isAgreedInPerson: true,
    })
    expect(await on.worker!.refusal('guardianships.confirm', confirm('万*'))).toBe('guardianship.not_household')
    const motherAsk = (
      await host.database.pool.query('select id from guardianships where guardian_id = $1', [mother.personId])
    ).rows[0]
    await on.worker!.mutate('guardianships.confirm', { ...confirm('万*'), id: motherAsk.id })
    expect((await people.family(mother)).wards).toMatchObject([{ name: '万小宇', isChild: true }])
    // The boy has a phone one day: he can neither answer nor send his mother away.
    const own = await host.asPerson(child)
    expect(await own.refusal('family.end', { id: motherAsk.id })).toBe('guardianship.over')

    await mother.mutate('privacy.giveConsent', { purpose: 'minor', forPersonId: child })
    expect((await phoneOn(child)).shown).toBe('157****0002')
    expect(await on.worker!.query('reveal.field', reveal)).toEqual({ value: '15788880002' })
    await on.worker!.mutate('residents.correct', correct)
    const { given } = await mother.query('privacy.consents')
    await mother.mutate('privacy.revokeConsent', { id: given[0].id })
    expect((await phoneOn(child)).shown).toBe('监护人还没同意，不显示')
    await mother.mutate('privacy.giveConsent', { purpose: 'minor', forPersonId: child })

    const before = host.clock.offsetMs
    const midnight = new Date(`${birthday}T00:00:00+08:00`)
    host.clock.offsetMs += midnight.getTime() - host.clock.now().getTime()
    const after = await host.asPerson(mother.personId!)
    expect((await people.family(after)).wards).toEqual([])
    expect((await after.send('privacy.held', { forPersonId: child })).status).toBe(404)
    const grown = await host.asPerson(child)
    const own14 = (await grown.query('privacy.consents')).given.find(
      (one: any) => one.revokedAt === midnight.toISOString(),
    )
    expect(own14).toMatchObject({ purpose: 'minor' })
    host.clock.offsetMs = before
  })
})
