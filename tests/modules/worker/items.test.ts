import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { lapseItems } from '../../../cloudfunctions/registry/facts/items/item'
import { homeId, personId } from '../../../local/county/cast'
import { lampAppeal } from '../../appeals'
import { type Client, type TestHost, testHost } from '../../host'

const KEYS = ['worker', 'worker2', 'secretary', 'resident', 'neighbour', 'family'] as const
const HOME = homeId('檀溪苑3号楼1单元302')

let host: TestHost
const on = {} as Record<(typeof KEYS)[number], Client>
beforeAll(async () => {
  host = await testHost()
  for (const key of KEYS) on[key] = await host.as(key)
})
afterAll(() => host.stop())

let names = 0
const newcomer = async (): Promise<string> => {
  const name = `孔${String.fromCodePoint(0x5000 + ++names)}`
  return (await on.worker.mutate('residents.add', { homeId: HOME, name, relation: 'family' })).personId
}
const itemsOf = async (id: string, key: (typeof KEYS)[number] = 'worker') =>
  (await on[key].query('residents.card', { personId: id })).items as any[]
const tell = (id: string, kind: string, parts: object, more: object = {}, key: (typeof KEYS)[number] = 'worker') =>
  on[key].mutate('residents.item', { personId: id, kind, parts, ...more })
const LI = { name: '李静', phone: '16012345678', relation: '女儿', callOrder: '1' }
const CAR = { vehicle: 'car', plate: '鲁H12345', colour: '白色' }

describe('on the card', () => {
  test('contacts stand in the order of calling, masked; a change keeps what is not written anew', async () => {
    const id = await newcomer()
    await tell(id, 'contact', { ...LI, name: '王二', callOrder: '2' })
    const { itemId } = await tell(id, 'contact', LI)
    const shown = await itemsOf(id)
    expect(shown.map((one) => one.current.shown)).toEqual([
      '李*，女儿，160****5678，第 1 个打',
      '王*，女儿，160****5678，第 2 个打',
    ])
    const seenId = shown[0].current.id
    await tell(id, 'contact', { callOrder: '3' }, { itemId, seenId })
    expect((await itemsOf(id)).map((one) => one.current.shown)).toEqual([
      '王*，女儿，160****5678，第 2 个打',
      '李*，女儿，160****5678，第 3 个打',
    ])
    const late = await on.secretary.refusal('residents.item', {
      personId: id,
      kind: 'contact',
      itemId,
      seenId,
      parts: LI,
    })
    expect(late).toBe('person.changed_meanwhile')
    const seen = { personId: id, field: 'contact', itemId, purpose: 'emergency' }
    expect((await on.worker.query('reveal.field', seen)).value).toBe('李静，女儿，16012345678，第 3 个打')
    const log = (await (await host.asPerson(id)).query('privacy.accessLog')).items
    expect(log[0]).toMatchObject({ what: '看了您的联系人', why: '紧急情况找人' })
  })

  test('the same car written down by two is one; nonsense is told part by part', async () => {
    const id = await newcomer()
    const one = await tell(id, 'vehicle', CAR)
    const two = await tell(id, 'vehicle', { ...CAR, plate: '鲁h·12345' }, {}, 'secretary')
    expect(two.itemId).toBe(one.itemId)
    expect(await itemsOf(id)).toMatchObject([{ label: '车辆', current: { shown: '鲁H***45，白色，汽车' } }])
    const { status, reply } = await on.worker.send('residents.item', {
      key: crypto.randomUUID(),
      personId: id,
      kind: 'vehicle',
      parts: { vehicle: 'car', plate: '鲁O00001' },
    })
    expect(status).toBe(400)
    expect(reply).toMatchObject({ error: { fields: { plate: expect.stringContaining('车牌号不对') } } })
  })

  test('what the community verified a worker contradicts but does not end, and the community decides', async () => {
    const id = await newcomer()
    const { itemId } = await tell(id, 'entryNote', { words: '家里有狗' }, {}, 'secretary')
    expect((await tell(id, 'entryNote', { words: '狗送走了' }, { itemId })).outcome).toBe('dispute')
    expect(await on.worker.refusal('residents.endItem', { personId: id, itemId })).toBe('item.verified')
    const [{ disputed }] = await itemsOf(id)
    expect(await on.worker.refusal('residents.choose', { personId: id, valueId: disputed[0].id })).toBe(
      'access.forbidden',
    )
    await on.secretary.mutate('residents.choose', { personId: id, valueId: disputed[0].id })
    expect(await itemsOf(id)).toMatchObject([{ disputed: [], current: { id: disputed[0].id } }])
    expect(await on.secretary.mutate('residents.endItem', { personId: id, itemId })).toEqual({ wasThere: true })
    expect(await itemsOf(id)).toEqual([])
  })

  test('of health nothing without the person’s consent', async () => {
    const id = await newcomer()
    const allergy = { personId: id, kind: 'allergy', parts: { words: '青霉素' } }
    expect(await on.worker.refusal('residents.item', allergy)).toBe('person.no_consent')
    const person = await host.asPerson(id)
    await person.mutate('privacy.giveConsent', { purpose: 'health' })
    const { itemId } = await on.worker.mutate('residents.item', allergy)
    const seen = { personId: id, field: 'allergy', itemId, purpose: 'visit' }
    expect((await on.worker.query('reveal.field', seen)).value).toBe('青霉素')
    expect(JSON.stringify(await itemsOf(id))).not.toContain('青霉素')
    const [given] = (await person.query('privacy.consents')).given
    await person.mutate('privacy.revokeConsent', { id: given.id })
    expect((await on.worker.send('reveal.field', seen)).reply).toMatchObject({ error: { code: 'person.no_consent' } })
  })

  test('an item with a term lapses by itself', async () => {
    const id = await newcomer()
    const today = new Date(host.clock.now().getTime() + 8 * 3_600_000).toISOString().slice(0, 10)
    await tell(id, 'keyHolder', { name: '王姨' }, { validUntil: today })
    expect(await lapseItems(host.deps)).toBe(0)
    host.clock.offsetMs += 86_400_000
    expect(await lapseItems(host.deps)).toBe(1)
    expect(await itemsOf(id)).toEqual([])
    host.clock.offsetMs -= 86_400_000
  })
})

describe('of oneself', () => {
  const held = async (key: (typeof KEYS)[number]) => (await on[key].query('privacy.held')).items as any[]
  const save = (parts: object, more: object = {}) =>
    on.resident.mutate('privacy.saveItem', { kind: 'vehicle', parts, ...more })
  const undo = (valueId: string) => on.resident.mutate('privacy.undoItem', { valueId })

  test('a car is added, changed, taken away, and each is taken back', async () => {
    const added = await save(CAR)
    const [{ itemId, value }] = await held('resident')
    expect(value).toBe('鲁H***45，白色，汽车')
    const changed = await save({ colour: '黑色' }, { itemId })
    expect(await held('resident')).toMatchObject([{ value: '鲁H***45，黑色，汽车', sourceLabel: '本人填的' }])
    expect(await on.resident.refusal('privacy.undoItem', { valueId: added.valueId })).toBe('item.too_late_to_undo')
    await undo(changed.valueId)
    expect(await held('resident')).toMatchObject([{ value, valueId: added.valueId }])
    const { valueId } = await on.resident.mutate('privacy.endItem', { itemId })
    expect(await held('resident')).toEqual([])
    await undo(valueId)
    expect(await held('resident')).toMatchObject([{ value, itemId }])
    const other = await save({ vehicle: 'eBike', plate: '邹城0001' })
    await undo(other.valueId)
    expect(await held('resident')).toHaveLength(1)
    const again = await save({ colour: '红色' }, { itemId })
    host.clock.offsetMs += 11 * 60_000
    expect(await on.resident.refusal('privacy.undoItem', { valueId: again.valueId })).toBe('item.too_late_to_undo')
  })

  test('what the worker verified stays beside what one says; that too is taken back', async () => {
    const { itemId } = await tell(personId('resident'), 'contact', LI)
    const { outcome, valueId } = await on.resident.mutate('privacy.saveItem', {
      kind: 'contact',
      itemId,
      parts: { phone: '16087654321' },
    })
    expect(outcome).toBe('dispute')
    const mine = async () => (await held('resident')).find((one) => one.itemId === itemId)
    expect(await mine()).toMatchObject({ isDisputed: true, sourceLabel: '网格员核实' })
    await undo(valueId)
    expect(await mine()).toMatchObject({ isDisputed: false })
    expect(await on.resident.refusal('privacy.endItem', { itemId })).toBe('item.verified')
    expect((await on.resident.query('privacy.show', { field: 'contact', itemId })).value).toContain('16012345678')
    expect((await on.resident.query('privacy.export')).text).toContain('李静，女儿，16012345678')
  })

  test('what to care by is asked for, and set right by the worker’s check', async () => {
    const asked = { field: 'entryNote', parts: { words: '门铃坏了，请敲门' } }
    const { id } = await on.resident.mutate('corrections.ask', asked)
    expect(await on.resident.refusal('corrections.ask', asked)).toBe('correction.waiting')
    expect(await on.resident.refusal('privacy.saveItem', { kind: 'entryNote', parts: asked.parts })).toBe(
      'input.invalid',
    )
    await on.worker.mutate('desk.accept', { id })
    expect(await on.worker.query('corrections.get', { id })).toMatchObject({
      label: '进门要注意',
      wanted: '门铃坏了，请敲门',
    })
    await on.worker.mutate('desk.resolve', { id, text: '当面看过' })
    await host.runner.settle()
    const note = (await held('resident')).find((one) => one.kind === 'entryNote')
    expect(note).toMatchObject({ sourceLabel: '网格员核实', isOwn: false })
  })

  test('closing the account erases items, disputes and what visits found, and no erased value still counts', async () => {
    const id = personId('neighbour')
    await tell(id, 'contact', LI)
    await on.neighbour.mutate('privacy.saveItem', { kind: 'vehicle', parts: CAR })
    await on.worker.mutate('visits.done', { personId: id, text: '王玉玲在家，一切都好' })
    await on.neighbour.mutate('privacy.closeAccount', { confirm: '注销' })
    await host.runner.settle()
    const { pool } = host.database
    const values = await pool.query('select state, plain, sealed, digest from person_values where person_id = $1', [id])
    expect(values.rows.length).toBeGreaterThan(3)
    for (const row of values.rows) {
      expect(row).toMatchObject({ plain: null, sealed: null, digest: null })
      expect(['current', 'conflicting']).not.toContain(row.state)
    }
    const visits = await pool.query('select state, result_sealed, file_ids from visits where person_id = $1', [id])
    expect(visits.rows.filter(({ state }) => state === 'done')).toEqual([
      { state: 'done', result_sealed: null, file_ids: [] },
    ])
  })
})

describe('deaths by mistake', () => {
  test('homes, tags, roles and counts come back, sessions do not', async () => {
    const { pool } = host.database
    const id = await newcomer()
    const person = await host.asPerson(id)
    await on.worker.mutate('residents.tag', { personId: id, tag: 'veteran' })
    await pool.query(
      `insert into role_grants (id, person_id, role, place_id, granted_at)
       select $1, $2, 'volunteer', community_id, $3 from residents where person_id = $2`,
      [host.deps.newId(), id, host.clock.now()],
    )
    const counts = () =>
      pool.query('select grid_id, tag, count from tag_counts where count > 0 order by 1, 2').then(({ rows }) => rows)
    const before = { counts: await counts(), card: await on.worker.query('residents.card', { personId: id }) }
    const died = { personId: id, on: '2026-01-01' }
    // Roles are not the worker's to end.
    expect(await on.worker.refusal('residents.died', died)).toBe('person.holds_roles')
    await on.secretary.mutate('residents.died', died)
    expect(await counts()).not.toEqual(before.counts)
    expect((await person.send('privacy.held')).status).toBe(401)
    expect((await on.worker.query('residents.deaths')).map((one: any) => one.personId)).not.toContain(id)
    expect(await on.worker.refusal('residents.undoDeath', { personId: id })).toBe('record.not_found')
    const listed = (await on.secretary.query('residents.deaths')).find((one: any) => one.personId === id)
    expect(listed).toMatchObject({ homeLabel: '檀溪苑3号楼1单元302', recordedBy: '周敏' })
    await on.secretary.mutate('residents.undoDeath', { personId: id })
    expect(await counts()).toEqual(before.counts)
    expect(await on.worker.query('residents.card', { personId: id })).toEqual(before.card)
    expect((await person.send('privacy.held')).status).toBe(401)
    const grants = await pool.query('select revoked_at from role_grants where person_id = $1', [id])
    expect(grants.rows).toEqual([{ revoked_at: null }])
    expect(await on.secretary.refusal('residents.undoDeath', { personId: id })).toBe('record.not_found')
  })
})

describe('moving and splitting', () => {
  test('somebody known moves into another home without a number, and leaves the old one', async () => {
    const id = await newcomer()
    const other = homeId('檀溪苑3号楼2单元501')
    await on.worker.mutate('residents.moveIn', { personId: id, homeId: other, relation: 'tenant', leaves: [HOME] })
    const { homes } = await on.worker.query('residents.card', { personId: id })
    expect(homes.map((one: any) => one.homeId)).toEqual([other])
  })

  test('one record of two people becomes two: values, homes, tags and orders follow', async () => {
    const id = await newcomer()
    await tell(id, 'contact', LI)
    const correct = (value: string) =>
      on.worker.mutate('residents.correct', { personId: id, field: 'phone', value, seenId: null })
    const { currentId } = await correct('16011112222')
    await on.worker.mutate('residents.correct', {
      personId: id,
      field: 'phone',
      value: '16033334444',
      seenId: currentId,
    })
    const { name, fields } = await on.worker.query('residents.card', { personId: id })
    const phone = fields.find((one: any) => one.field === 'phone').current
    const registered = { ...lampAppeal(), forName: name, forPhone: '16033334444' }
    const { id: order } = await on.worker.mutate('appeals.register', registered)
    const [asked] = await on.worker.query('residents.orders', { personId: id })
    expect(asked.id).toBe(order)
    const given = {
      personId: id,
      valueIds: { gone: [phone.id] },
      homeIds: { both: [HOME] },
      tags: {},
      orderIds: [order],
    }
    expect(await on.worker.refusal('residents.split', given)).toBe('input.invalid')
    const { personId: other } = await on.worker.mutate('residents.split', { ...given, name: '孔二' })
    await host.runner.settle()
    const phoneOf = async (of: string) =>
      (await on.worker.query('residents.card', { personId: of })).fields.find((one: any) => one.field === 'phone')
        .current
    // What was said before it counts again.
    expect((await phoneOf(id)).shown).toBe('160****2222')
    expect(await phoneOf(other)).toMatchObject({ shown: '160****4444', sourceLabel: '网格员核实' })
    expect((await on.worker.query('residents.card', { personId: id })).name).toBe(name)
    expect((await on.worker.query('residents.card', { personId: other })).name).toBe('孔二')
    expect(await on.worker.query('residents.orders', { personId: other })).toHaveLength(1)
    expect(await on.worker.query('residents.orders', { personId: id })).toEqual([])
  })
})
