import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DEFAULT_SETTINGS } from '../../cloudfunctions/contract/account/settings'
import type { Deps } from '../../cloudfunctions/kernel/context'
import { accessesTo, recordAccess } from '../../cloudfunctions/registry/access-log/store'
import { homeOf, homesOf } from '../../cloudfunctions/registry/homes/store'
import { closeAccount } from '../../cloudfunctions/registry/people/close'
import { personForRegistration } from '../../cloudfunctions/registry/people/registration'
import {
  accountByOpenid,
  accountsOf,
  enterByOpenid,
  namesOf,
  openidOf,
  peopleByPhone,
  phoneOf,
  saveSettings,
  setEmployeeBound,
  settingsOf,
} from '../../cloudfunctions/registry/people/store'
import { pathOf } from '../../cloudfunctions/registry/places/store'
import { grantsOf } from '../../cloudfunctions/registry/roles/store'
import { personId, placeIds } from '../../local/county/cast'
import { seededId } from '../../local/county/seed'
import { countyDatabase, NOW } from './county-database'
import { recording, tellPhone } from './told'

let county: Awaited<ReturnType<typeof countyDatabase>>
beforeAll(async () => {
  county = await countyDatabase()
})
afterAll(() => county.drop())

const enter = (openid: string, name: string) =>
  county.db.transaction((tx) => enterByOpenid(tx, { openid, newPersonId: seededId(name), now: NOW }))

test('a known openid enters as its person, an unknown one as a new neighbour', async () => {
  expect(await enter('demo-openid-resident', 'a')).toEqual({ personId: personId('resident'), isNew: false })
  expect(await enter('openid-new', 'b')).toEqual({ personId: seededId('b'), isNew: true })
  expect(await enter('openid-new', 'c')).toEqual({ personId: seededId('b'), isNew: false })
  expect(await namesOf(county.db, [seededId('b'), seededId('c')])).toEqual(new Map([[seededId('b'), '新邻居']]))
  expect(await settingsOf(county.db, seededId('b'))).toEqual(DEFAULT_SETTINGS)
})

test('ten first logins at once make one person', async () => {
  const entries = await Promise.all(Array.from({ length: 10 }, (_, i) => enter('openid-race', `race ${i}`)))
  expect(new Set(entries.map((entry) => entry.personId)).size).toBe(1)
  expect(entries.filter((entry) => entry.isNew)).toHaveLength(1)
  const made = await namesOf(
    county.db,
    Array.from({ length: 10 }, (_, i) => seededId(`race ${i}`)),
  )
  expect(made.size).toBe(1)
})

test('accounts are found by openid and by person; staff are bound as employees', async () => {
  const { db } = county
  const worker = { personId: personId('worker'), openid: 'demo-openid-worker', isEmployeeBound: true }
  expect(await accountByOpenid(db, 'demo-openid-worker')).toEqual(worker)
  expect(await accountsOf(db, [personId('worker'), seededId('nobody')])).toEqual([worker])
  expect(await accountsOf(db, [])).toEqual([])
  expect(await accountByOpenid(db, 'openid-unknown')).toBeNull()
  expect(await openidOf(db, seededId('nobody'))).toBeNull()
  await db.transaction((tx) => setEmployeeBound(tx, personId('worker'), false))
  expect((await accountByOpenid(db, 'demo-openid-worker'))?.isEmployeeBound).toBe(false)
})

test('a phone is kept sealed, read back and found by any spelling', async () => {
  const { db, encryption } = county
  const change = { personId: personId('neighbour'), phone: '+86 160-0000-0001', now: NOW }
  expect(await db.transaction((tx) => tellPhone(tx, encryption, change))).toBe(true)
  expect(await phoneOf(db, encryption, personId('neighbour'))).toBe('16000000001')
  expect(await peopleByPhone(db, encryption, '160 0000 0001')).toEqual([personId('neighbour')])
  expect(await peopleByPhone(db, encryption, 'nonsense')).toEqual([])
  expect(await db.transaction((tx) => tellPhone(tx, encryption, { ...change, phone: '不说' }))).toBe(false)
  const { rows } = await db.execute<{ row: string }>(
    sql`select people::text as row from people where id = ${personId('neighbour')}`,
  )
  expect(rows[0]!.row).not.toContain('16000000001')
})

test('a worker writes down for someone: the same name and phone is that person, all else is a new one', async () => {
  const { db, encryption } = county
  let made = 0
  const deps = { encryption, newId: () => seededId(`registered ${++made}`) } as Deps
  const by = { personId: personId('worker'), grants: await grantsOf(db, personId('worker'), NOW), wards: [] }
  const phone = (await phoneOf(db, encryption, personId('elder')))!
  const write = async (name: string, number: string | undefined, place = placeIds.grid) => {
    const gridPath = await pathOf(db, place)
    return db.transaction((tx) => personForRegistration(deps, tx, { name, phone: number, gridPath, by, now: NOW }))
  }
  expect(await write('孙秀兰', `+86 ${phone}`)).toBe(personId('elder'))
  const strangers = [await write('孙秀兰', undefined), await write('孙秀', phone)]
  expect(new Set([...strangers, personId('elder')]).size).toBe(3)
  expect(await phoneOf(db, encryption, strangers[0]!)).toBeNull()
  expect(await phoneOf(db, encryption, strangers[1]!)).toBe(phone)
  await expect(write('孙秀兰', '123')).rejects.toMatchObject({ code: 'input.invalid' })
  await expect(write('孙秀兰', phone, placeIds.otherGrid)).rejects.toMatchObject({ code: 'access.forbidden' })
})

test('settings keep what was not changed', async () => {
  const { db } = county
  expect(await settingsOf(db, personId('elder'))).toEqual({ isElderMode: true, theme: 'auto' })
  const saved = await db.transaction((tx) =>
    saveSettings(tx, { personId: personId('elder'), settings: { theme: 'dark' }, now: NOW }),
  )
  expect(saved).toEqual({ isElderMode: true, theme: 'dark' })
  expect(await settingsOf(db, personId('elder'))).toEqual(saved)
})

test('homes: the oldest greets, an owner has all of theirs, staff may have none', async () => {
  const { db } = county
  expect(await homeOf(db, personId('resident'), NOW)).toMatchObject({
    label: '檀溪苑3号楼2单元501',
    communityId: placeIds.community,
    communityName: '青檀里社区',
    gridId: placeIds.grid,
    entranceId: placeIds.entrance,
    relation: 'owner',
  })
  expect((await homesOf(db, personId('owner2'), NOW)).map((home) => home.label)).toEqual([
    '檀溪苑1号楼1单元201',
    '运河人家2号楼2单元302',
    '东关嘉园1号楼1单元401',
  ])
  expect(await homeOf(db, personId('worker'), NOW)).toBeNull()
})

test('every look is written down and read by the person concerned alone, newest first, page by page', async () => {
  const { db } = county
  const look = (i: number, viewer: string) => ({
    id: seededId(`look ${i}`),
    personId: personId('resident'),
    viewerId: personId(viewer),
    what: '诉求的联系方式',
    subjectId: seededId('order'),
    at: new Date(NOW.getTime() + Math.floor(i / 2) * 1000),
  })
  await recordAccess(db, [])
  await recordAccess(
    db,
    ['worker', 'worker', 'secretary', 'neighbour', 'worker'].map((viewer, i) => look(i, viewer)),
  )
  const first = await accessesTo(db, { personId: personId('resident'), limit: 3 })
  const rest = await accessesTo(db, { personId: personId('resident'), beforeId: first[2]!.id, limit: 3 })
  expect(new Set([...first, ...rest].map((view) => view.id)).size).toBe(5)
  expect(first[0]).toMatchObject({
    viewerName: '刘海峰',
    viewerRole: 'gridWorker',
    what: '诉求的联系方式',
    at: look(4, 'worker').at,
  })
  expect([...first, ...rest].find((view) => view.viewerId === personId('neighbour'))?.viewerRole).toBeNull()
  expect(await accessesTo(db, { personId: personId('neighbour'), limit: 3 })).toEqual([])
  await expect(db.execute(sql`delete from access_log`)).rejects.toThrow()
})

test('a closed account leaves nothing personal, and its openid begins anew', async () => {
  const { db, encryption } = county
  const id = personId('volunteer')
  const phone = (await phoneOf(db, encryption, id))!
  await db.transaction((tx) => closeAccount(recording(encryption), tx, id, NOW))
  expect(await namesOf(db, [id])).toEqual(new Map([[id, '已注销']]))
  expect(await phoneOf(db, encryption, id)).toBeNull()
  expect(await peopleByPhone(db, encryption, phone)).toEqual([])
  expect(await grantsOf(db, id, NOW)).toEqual([])
  expect(await homesOf(db, id, NOW)).toEqual([])
  expect(await accountByOpenid(db, 'demo-openid-volunteer')).toBeNull()
  expect(await enter('demo-openid-volunteer', 'again')).toEqual({ personId: seededId('again'), isNew: true })
})
