import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { LIST_FREE_UNTIL } from '../../cloudfunctions/contract/account/privacy'
import type { FactSource, PersonField } from '../../cloudfunctions/contract/registry'
import { sealCursor } from '../../cloudfunctions/kernel/dispatch/page'
import { tellField } from '../../cloudfunctions/registry/facts/tell'
import { moveIn } from '../../cloudfunctions/registry/homes/move'
import { insertPerson, lockPerson, phoneOf } from '../../cloudfunctions/registry/people/store'
import { addTag } from '../../cloudfunctions/registry/tags/tag'
import { makeFirstAdmin } from '../../cloudfunctions/server/registry/first-admin'
import { homeId, personId, placeIds } from '../../local/county/cast'
import { issueCode } from '../../local/simulators/wechat/login'
import { Client, type TestHost, testHost } from '../host'
import { bindPhone, newLogin } from '../logins'

let host: TestHost
const on: Record<string, Client> = {}
beforeAll(async () => {
  host = await testHost()
  host.simulators.wechat.settings.latencyMs = 0
  for (const key of ['resident', 'neighbour', 'worker', 'secretary', 'subdistrict', 'county'])
    on[key] = await host.as(key)
})
afterAll(() => host.stop())

const HOME = '檀溪苑3号楼1单元502'
let phones = 15_700_000_000
const newPhone = () => String(phones++)

const newcomer = (phone?: string) => newLogin(host, phone)
const bind = (client: Client, phone: string) => bindPhone(host, client, phone)

const tellerAs = (source: FactSource) => ({ actorId: personId('worker'), source, communityId: placeIds.community })
const told = (id: string, field: PersonField, value: string, source: FactSource = 'import') =>
  host.deps.db.transaction((tx) =>
    tellField(host.deps, tx, tellerAs(source), { personId: id, field, value, now: host.clock.now() }),
  )

/** Somebody whom only the ledger knows, in a home. */
async function registered(name: string, phone: string, home = HOME): Promise<string> {
  const id = host.deps.newId()
  const now = host.clock.now()
  await host.deps.db.transaction(async (tx) => {
    await insertPerson(tx, { id, source: 'import', now })
    await moveIn(host.deps, tx, tellerAs('import'), { personId: id, homeId: homeId(home), relation: 'owner', now })
    await addTag(host.deps, tx, tellerAs('import'), { personId: id, tag: 'livesAlone', now })
  })
  await told(id, 'name', name)
  await told(id, 'phone', phone)
  return id
}

const claim = (client: Client, name: string, home = HOME) =>
  client.mutate('homes.claim', { homeId: homeId(home), relation: 'owner', name })
const one = async (text: string, values: unknown[]) => (await host.database.pool.query(text, values)).rows[0]

describe('somebody else’s home', () => {
  test('is not had by a number that was given up, and that WeChat has given to another since', async () => {
    const phone = newPhone()
    await registered('齐玉珍', phone)
    const thief = await newcomer(phone)
    await bind(thief, newPhone())
    expect(await claim(thief, '齐玉珍')).toEqual({ state: 'pending' })
    await bind(thief, phone)
    await thief.mutate('homes.withdraw', { id: (await thief.query('homes.list')).claims[0].id })
    expect(await claim(thief, '齐玉珍')).toEqual({ state: 'approved' })
  })

  test('is not had with a family’s one number by who is known under another name', async () => {
    const phone = newPhone()
    await registered('卫东来', phone)
    await registered('纪秀英', phone)
    const husband = await newcomer(phone)
    expect(await claim(husband, '卫东来')).toEqual({ state: 'approved' })
    await husband.mutate('homes.unbind', { homeId: homeId(HOME) })
    expect(await claim(husband, '纪秀英')).toEqual({ state: 'pending' })
    expect((await husband.query('session.me')).person.name).toBe('卫东来')
  })

  test('is not had, nor given by a worker, where the ID numbers say that these are two people', async () => {
    const phone = newPhone()
    const known = await registered('丁大勇', phone)
    await told(known, 'idNumber', '110105194912310054')
    const namesake = await newcomer(phone)
    await told(namesake.personId!, 'idNumber', '110105194912310070', 'gridWorker')
    expect(await claim(namesake, '丁大勇')).toEqual({ state: 'pending' })
    const { id } = (await namesake.query('homes.list')).claims[0]
    const approval = { id, isSeenInPerson: true, samePersonId: known }
    expect(await on.worker!.refusal('claims.approve', approval)).toBe('person.two_id_numbers')
  })

  test('waits with the closing of the account until the record has followed', async () => {
    const phone = newPhone()
    await registered('范广田', phone)
    const client = await newcomer(phone)
    // What comes after the commit is held up.
    const waits = await host.database.pool.connect()
    try {
      await waits.query('begin')
      await waits.query('lock table order_followers in access exclusive mode')
      expect(await claim(client, '范广田')).toEqual({ state: 'approved' })
      expect(await client.refusal('privacy.closeAccount', { confirm: '注销' })).toBe('account.is_merging')
    } finally {
      await waits.query('rollback')
      waits.release()
    }
    await host.runner.settle()
    await client.mutate('privacy.closeAccount', { confirm: '注销' })
  })

  test('leaves nothing behind when it is claimed in the moment in which the account is closed', async () => {
    const client = await newcomer()
    await host.runner.settle()
    const { db } = host.deps
    let claimed: Promise<unknown> | undefined
    let closed: Promise<unknown> | undefined
    await db.transaction(async (tx) => {
      await lockPerson(tx, client.personId!)
      claimed = claim(client, '佟立新')
      await waiting(1)
      closed = client.mutate('privacy.closeAccount', { confirm: '注销' })
      await waiting(2)
    })
    await Promise.all([claimed, closed])
    expect(await one('select state, name_sealed from home_claims where person_id = $1', [client.personId])).toEqual({
      state: 'withdrawn',
      name_sealed: null,
    })
  })
})

/** Until so many wait for somebody’s lock; what is done after calls is to be settled before. */
async function waiting(count: number): Promise<void> {
  for (let tries = 0; tries < 500; tries++) {
    const { n } = await one(
      `select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      [],
    )
    if (n >= count) return
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  throw new Error(`${count} never waited`)
}

describe('a phone that was stolen', () => {
  const openid = 'openid-of-a-stolen-phone'
  const login = (client: Client, isRenewal: boolean) => {
    const { wechat } = host.simulators
    const code = issueCode(wechat, wechat.loginCodes, openid)
    return client.send('session.login', { key: host.deps.newId(), code, isRenewal })
  }

  test('is not signed in again by itself once its session was ended; one that only grew old is', async () => {
    const { reply } = await login(host.guest, false)
    const stolen = new Client(host.app, reply.ok && reply.data.token, null)
    const { reply: second } = await login(host.guest, false)
    const owner = new Client(host.app, second.ok && second.data.token, null)
    await owner.mutate('session.revokeOthers')
    expect((await login(stolen, true)).reply).toMatchObject({ ok: false, error: { code: 'session.revoked' } })
    expect((await login(owner, true)).status).toBe(200)
  })
})

describe('roles', () => {
  test('the officer that the command made signs in with the phone it named, before or after', async () => {
    const { deps } = host
    const [before, after] = [newPhone(), newPhone()]
    const early = await newcomer(before)
    const given = { place: '青禾县', isForced: true }
    await makeFirstAdmin(deps, { phone: before, name: '钟守义', ...given })
    await makeFirstAdmin(deps, { phone: after, name: '罗红梅', ...given })
    const late = await newcomer(after)
    for (const [client, name] of [
      [early, '钟守义'],
      [late, '罗红梅'],
    ] as const) {
      const { roles, person } = await client.query('session.me')
      expect(roles.map(({ role }: any) => role)).toEqual(['county'])
      expect(person.name).toBe(name)
    }
    const stranger = await newcomer(after)
    expect((await stranger.query('session.me')).roles).toEqual([])
  })

  test('are not given to somebody who closes the account in the same moment', async () => {
    const phone = newPhone()
    const client = await newcomer(phone)
    await host.runner.settle()
    let closed: Promise<unknown> | undefined
    let granted: Promise<unknown> | undefined
    await host.deps.db.transaction(async (tx) => {
      await lockPerson(tx, client.personId!)
      closed = client.mutate('privacy.closeAccount', { confirm: '注销' })
      await waiting(1)
      granted = on.secretary!.send('roles.grant', {
        key: host.deps.newId(),
        personId: client.personId,
        phone,
        role: 'volunteer',
        placeId: placeIds.community,
        days: 30,
      })
      await waiting(2)
    })
    await closed
    expect(await granted).toMatchObject({ status: 404 })
  })
})

test('two who wait for each other both get through', async () => {
  const known = await registered('贺长顺', newPhone())
  const { pool } = host.database
  const count = `update tag_counts set count = count where grid_id = $1 and tag = $2`
  const other = await pool.connect()
  try {
    await other.query('begin')
    await other.query(count, [placeIds.grid, 'all'])
    const dying = on.worker!.send('residents.died', { key: host.deps.newId(), personId: known, on: '2026-01-01' })
    await waiting(1)
    await other.query(count, [placeIds.grid, 'livesAlone'])
    await other.query('commit')
    expect((await dying).status).toBe(200)
  } finally {
    other.release()
  }
  expect((await one('select state from people where id = $1', [known])).state).toBe('deceased')
})

describe('a correction', () => {
  const ask = async (client: Client, field: string, value: string): Promise<string> =>
    (await client.mutate('corrections.ask', { field, value })).id
  const OTHERS = '11010519491231002X'

  test('to the ID number of somebody else changes nothing, and is told as disputed', async () => {
    await told(personId('elder'), 'idNumber', OTHERS, 'gridWorker')
    const before = await on.resident!.query('privacy.show', { field: 'idNumber' })
    const id = await ask(on.resident!, 'idNumber', OTHERS)
    await on.worker!.mutate('desk.accept', { id })
    await on.worker!.mutate('desk.resolve', { id, text: '看了证件' })
    await host.runner.settle()
    expect((await on.resident!.query('corrections.mine'))[0]).toMatchObject({ id, outcome: 'dispute' })
    expect(await on.resident!.query('privacy.show', { field: 'idNumber' })).toEqual(before)
    await on.resident!.mutate('appeals.confirm', { id })
  })

  test('opens what is registered to who checks it, and only until it has ended', async () => {
    const phone = (await phoneOf(host.deps.db, host.deps.encryption, personId('resident')))!
    const id = await ask(on.resident!, 'phone', '16099990077')
    await on.worker!.mutate('desk.accept', { id })
    expect((await on.worker!.query('corrections.get', { id })).current).toBe(phone)
    for (const key of ['subdistrict', 'county'])
      expect(JSON.stringify(await on[key]!.query('corrections.get', { id }))).not.toMatch(
        new RegExp(`${phone}|16099990077`),
      )
    await on.worker!.mutate('desk.resolve', { id, text: '当面核对过' })
    await host.runner.settle()
    await on.resident!.mutate('appeals.confirm', { id })
    await host.runner.settle()
    expect(await on.worker!.query('corrections.get', { id })).toMatchObject({ current: null, wanted: null })
    expect((await on.resident!.query('corrections.get', { id })).current).toBe('16099990077')
  })

  test('does not open what is known of somebody’s health without their consent', async () => {
    await told(personId('resident'), 'illness', '心脏装过支架', 'gridWorker')
    const id = await ask(on.resident!, 'illness', '高血压')
    await on.worker!.mutate('desk.accept', { id })
    expect((await on.worker!.query('corrections.get', { id })).current).not.toContain('支架')
    await on.resident!.mutate('privacy.giveConsent', { purpose: 'health' })
    expect((await on.worker!.query('corrections.get', { id })).current).toBe('心脏装过支架')
  })
})

describe('many people', () => {
  test('are not listed by turning the pages of a search', async () => {
    const seen: string[] = []
    let cursor: string | undefined
    let code = ''
    while (!code) {
      const { reply } = await on.secretary!.send('residents.search', { ageFrom: 0, ...(cursor && { cursor }) })
      if (!reply.ok) code = reply.error.code
      else {
        seen.push(...reply.data.items.map((found: any) => found.personId))
        cursor = reply.data.cursor
        if (!cursor) break
      }
    }
    expect(code).toBe('search.too_many')
    expect(seen.length).toBeLessThanOrEqual(LIST_FREE_UNTIL)
    // Nor by a cursor of one's own making.
    const far = sealCursor(['龥', '00000000-0000-4000-8000-000000000000'])
    expect((await on.secretary!.send('residents.search', { ageFrom: 0, cursor: far })).status).toBe(409)
  })
})

describe('who keeps the registry', () => {
  test('does not keep their own record', async () => {
    const self = host.deps.newId()
    await host.deps.db.transaction((tx) =>
      moveIn(host.deps, tx, tellerAs('import'), {
        personId: on.worker!.personId!,
        homeId: homeId(HOME),
        relation: 'family',
        now: host.clock.now(),
      }),
    )
    const own = { personId: on.worker!.personId, key: self }
    for (const [path, more] of [
      ['residents.tag', { tag: 'lowIncome' }],
      ['residents.correct', { field: 'occupation', value: '教师', seenId: null }],
      ['residents.moveIn', { homeId: homeId('檀溪苑3号楼1单元101'), relation: 'owner' }],
    ] as const)
      expect(await on.worker!.refusal(path, { ...own, ...more }), path).toBe('person.is_oneself')
  })

  test('writes one newcomer down once, from two phones at once too', async () => {
    const given = { homeId: homeId('檀溪苑3号楼1单元602'), name: '乔迁新', relation: 'tenant' }
    const add = () => on.worker!.send('residents.add', { key: host.deps.newId(), ...given })
    const statuses = (await Promise.all([add(), add(), add()])).map(({ status }) => status).sort()
    expect(statuses).toEqual([200, 409, 409])
  })

  test('has nobody move in who has died', async () => {
    const idNumber = '110105194912310038'
    const given = { homeId: homeId('檀溪苑3号楼1单元601'), name: '安永年', relation: 'owner', idNumber }
    const { personId: dead } = await on.worker!.mutate('residents.add', given)
    await on.worker!.mutate('residents.died', { personId: dead, on: '2026-01-01' })
    expect(await on.worker!.refusal('residents.add', given)).toBe('person.deceased')
  })

  test('is told in words of a cursor that nobody gave', async () => {
    const cursor = sealCursor(['a\u0000', personId('elder')])
    expect((await on.worker!.send('residents.search', { words: '檀溪', cursor })).status).toBe(400)
  })
})

describe('visits', () => {
  test('go with the person who turns out to be the record, and are in their export; a look at them is written down', async () => {
    const phone = newPhone()
    const known = await registered('黎明德', phone)
    await on.worker!.mutate('visits.done', { personId: known, text: '药够一个月' })
    const due = 'select due_on::text as on from visits where person_id = $1 and state = $2'
    const { on: day } = await one(due, [known, 'due'])
    const client = await newcomer(phone)
    expect(await claim(client, '黎明德')).toEqual({ state: 'approved' })
    await host.runner.settle()
    expect((await host.database.pool.query(due, [client.personId, 'due'])).rows).toEqual([{ on: day }])
    const seen = await on.worker!.query('visits.ofPerson', { personId: client.personId })
    expect(seen.done).toMatchObject([{ text: '药够一个月' }])
    expect((await client.query('privacy.accessLog')).items[0]).toMatchObject({ what: '看了您的走访记录' })
    expect(JSON.parse((await client.query('privacy.export')).text).走访).toMatchObject([{ 看到的: '药够一个月' }])
  })
})
