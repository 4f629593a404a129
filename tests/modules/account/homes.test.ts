import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { replay } from '../../../cloudfunctions/registry/facts/rules'
import { historyOf, valuesOf } from '../../../cloudfunctions/registry/facts/store'
import { tellField } from '../../../cloudfunctions/registry/facts/tell'
import { moveIn } from '../../../cloudfunctions/registry/homes/move'
import { insertPerson } from '../../../cloudfunctions/registry/people/store'
import { addTag } from '../../../cloudfunctions/registry/tags/tag'
import { homeId, personId, placeIds } from '../../../local/county/cast'
import { issueCode } from '../../../local/simulators/wechat/login'
import { lampAppeal } from '../../appeals'
import { type Client, type TestHost, testHost } from '../../host'
import { newLogin } from '../../logins'

let host: TestHost
let worker: Client
beforeAll(async () => {
  host = await testHost()
  host.simulators.wechat.settings.latencyMs = 0
  worker = await host.as('worker')
})
afterAll(() => host.stop())

const HOME = '檀溪苑3号楼1单元502'
const LIMIT_HOMES = ['1', '2'].flatMap((entrance) =>
  ['501', '502', '401', '402', '301', '302'].map((room) => `檀溪苑2号楼${entrance}单元${room}`),
)
let phones = 15_500_000_000
const newPhone = () => String(phones++)

const newcomer = (phone?: string) => newLogin(host, phone)

/** Somebody whom only the ledger knows, in a home. */
async function registered(name: string, phone: string, home = HOME): Promise<string> {
  const id = host.deps.newId()
  const now = host.clock.now()
  const teller = { actorId: personId('secretary'), source: 'import' as const, communityId: placeIds.community }
  await host.deps.db.transaction(async (tx) => {
    await insertPerson(tx, { id, source: 'import', now })
    await tellField(host.deps, tx, teller, { personId: id, field: 'name', value: name, now })
    await tellField(host.deps, tx, teller, { personId: id, field: 'phone', value: phone, now })
    await moveIn(host.deps, tx, teller, { personId: id, homeId: homeId(home), relation: 'owner', share: 5000, now })
    await addTag(host.deps, tx, teller, { personId: id, tag: 'veteran', now })
  })
  return id
}

const claim = (client: Client, name: string, home = HOME) =>
  client.mutate('homes.claim', { homeId: homeId(home), relation: 'owner', name })
const labels = async (client: Client) => (await client.query('homes.list')).homes.map((one: any) => one.label)
const pendingOf = async (client: Client) => (await client.query('homes.list')).claims[0]
const stateOf = async (id: string) =>
  (await host.database.pool.query('select state, merged_into from people where id = $1', [id])).rows[0]

describe('a claim that the registry knows', () => {
  test('is approved at once: the two records become one, nothing is lost or counted twice', async () => {
    const phone = newPhone()
    const known = await registered('唐守义', phone)
    const { db } = host.deps
    const counted = async () =>
      (
        await host.database.pool.query(`select tag, count from tag_counts where grid_id = $1 order by tag`, [
          placeIds.grid,
        ])
      ).rows
    const before = await counted()
    const client = await newcomer(phone)
    expect(await claim(client, '唐守义')).toEqual({ state: 'approved' })
    expect(await labels(client)).toEqual([HOME])
    expect((await client.query('session.me')).person.name).toBe('唐守义')
    expect(await counted()).toEqual(before)
    expect(await stateOf(known)).toEqual({ state: 'merged', merged_into: client.personId })
    expect(await valuesOf(db, known)).toEqual([])
    const now = replay(await historyOf(db, client.personId!))
    expect(now.current.size).toBe(2)
    expect([now.tags.size, now.residencies.size, now.disputed.size]).toEqual([1, 1, 0])
    const gone = replay(await historyOf(db, known))
    expect([gone.current.size, gone.tags.size, gone.residencies.size]).toEqual([0, 0, 0])
    const merges = (await historyOf(db, client.personId!)).filter(({ action }) => action === 'merge')
    expect(merges.map(({ subjectId }) => subjectId)).toEqual([known])
  })

  test('orders that a worker wrote down for the record follow the person, who then answers for them', async () => {
    const phone = newPhone()
    const known = await registered('范广田', phone)
    const { id } = await worker.mutate('appeals.register', { ...lampAppeal(), forName: '范广田', forPhone: phone })
    const client = await newcomer(phone)
    expect(await claim(client, '范广田')).toEqual({ state: 'approved' })
    await host.runner.settle()
    expect((await client.query('appeals.mine')).items.map((one: any) => one.id)).toEqual([id])
    await client.mutate('appeals.withdraw', { id })
    expect((await stateOf(known)).state).toBe('merged')
  })
})

describe('what does not help to get into a home', () => {
  test('a leaked list: the right name and phone, but not verified by WeChat', async () => {
    const phone = newPhone()
    await registered('尹素云', phone)
    const thief = await newcomer()
    const teller = { actorId: thief.personId!, source: 'self' as const, communityId: null }
    await host.deps.db.transaction((tx) =>
      tellField(host.deps, tx, teller, {
        personId: thief.personId!,
        field: 'phone',
        value: phone,
        now: host.clock.now(),
      }),
    )
    expect(await claim(thief, '尹素云')).toEqual({ state: 'pending' })
    expect(await labels(thief)).toEqual([])
  })

  test('a guessed home: wrong phone, wrong name and a home where nobody lives all get one answer', async () => {
    const phone = newPhone()
    await registered('贺长顺', phone)
    const byName = await claim(await newcomer(newPhone()), '贺长顺')
    const byPhone = await claim(await newcomer(phone), '贺常顺')
    const nobody = await claim(await newcomer(newPhone()), '贺长顺', '檀溪苑3号楼1单元601')
    expect([byName, byPhone, nobody]).toEqual([{ state: 'pending' }, { state: 'pending' }, { state: 'pending' }])
  })

  test('a phone code that was used already', async () => {
    const phone = newPhone()
    await registered('乔文斌', phone)
    const { wechat } = host.simulators
    const code = issueCode(wechat, wechat.phoneCodes, phone)
    const owner = await newcomer()
    await owner.mutate('session.bindPhone', { code })
    const thief = await newcomer()
    expect(await thief.refusal('session.bindPhone', { code })).toBe('wechat.code_refused')
    expect(await claim(thief, '乔文斌')).toEqual({ state: 'pending' })
    expect(await claim(owner, '乔文斌')).toEqual({ state: 'approved' })
  })

  test('two accounts racing for one record: exactly one gets it, the other waits for a worker', async () => {
    for (let round = 0; round < 5; round++) {
      const phone = newPhone()
      await registered('常桂兰', phone, '檀溪苑3号楼1单元401')
      const both = [await newcomer(phone), await newcomer(phone)]
      const states = await Promise.all(both.map((one) => claim(one, '常桂兰', '檀溪苑3号楼1单元401')))
      expect(states.map(({ state }) => state).sort()).toEqual(['approved', 'pending'])
    }
  })

  test('a record whose person logs in already is never taken over', async () => {
    const phone = newPhone()
    await registered('庞秀芹', phone)
    expect(await claim(await newcomer(phone), '庞秀芹')).toEqual({ state: 'approved' })
    const second = await newcomer(phone)
    expect(await claim(second, '庞秀芹')).toEqual({ state: 'pending' })
    const [found] = (await worker.query('claims.list')).items.slice(-1)
    const { sameName } = await worker.query('claims.get', { id: found.id })
    expect(sameName).toMatchObject([{ isTaken: true }])
    const given = { id: found.id, isSeenInPerson: true, samePersonId: sameName[0].personId }
    expect(await worker.refusal('claims.approve', given)).toBe('person.has_account')
  })

  test('the same claim twice; four that wait; eleven in a day, withdrawn or not', async () => {
    const client = await newcomer()
    await claim(client, '丁一', LIMIT_HOMES[0])
    expect(
      await client.refusal('homes.claim', { homeId: homeId(LIMIT_HOMES[0]!), relation: 'tenant', name: '丁一' }),
    ).toBe('claim.pending')
    await claim(client, '丁一', LIMIT_HOMES[1])
    await claim(client, '丁一', LIMIT_HOMES[2])
    const fourth = { homeId: homeId(LIMIT_HOMES[3]!), relation: 'owner', name: '丁一' }
    expect(await client.refusal('homes.claim', fourth)).toBe('claim.too_many')
    for (let made = 3; made < 10; made++) {
      await client.mutate('homes.withdraw', { id: (await pendingOf(client)).id })
      await claim(client, '丁一', LIMIT_HOMES[made % LIMIT_HOMES.length])
    }
    await client.mutate('homes.withdraw', { id: (await pendingOf(client)).id })
    expect(await client.refusal('homes.claim', fourth)).toBe('claim.too_many')
    host.clock.offsetMs += 25 * 3_600_000
    expect(await claim(client, '丁一', LIMIT_HOMES[3])).toEqual({ state: 'pending' })
  })
})

describe('what the worker decides', () => {
  test('hears of it, meets the person, and joins the record of the same name; the name goes from the claim', async () => {
    const known = await registered('黎明德', newPhone(), '檀溪苑1号楼2单元301')
    const client = await newcomer(newPhone())
    await claim(client, '黎明德', '檀溪苑1号楼2单元301')
    await host.runner.settle()
    const heard = (await worker.query('messages.list')).items[0]
    expect(heard).toMatchObject({ kind: 'homes.claimed', link: '/modules/worker/claims/list' })
    expect(JSON.stringify(heard)).not.toMatch(/黎|301/)
    const waiting = (await worker.query('claims.list')).items.find((one: any) => one.label === '檀溪苑1号楼2单元301')
    expect(waiting.nameMasked).toBe('黎*德')
    const seen = await worker.query('claims.get', { id: waiting.id })
    expect(seen).toMatchObject({ name: '黎明德', sameName: [{ personId: known, isTaken: false }] })
    expect(await worker.refusal('claims.approve', { id: waiting.id, isSeenInPerson: false })).toBe('input.invalid')
    await worker.mutate('claims.approve', { id: waiting.id, isSeenInPerson: true, samePersonId: known })
    expect(await labels(client)).toEqual(['檀溪苑1号楼2单元301'])
    expect((await stateOf(known)).merged_into).toBe(client.personId)
    expect((await client.query('privacy.accessLog')).items.map((one: any) => `${one.what}，${one.why}`)).toEqual([
      '看了您的姓名和打码的电话，核实认房申请',
      '看了您的姓名和打码的电话，核实认房申请',
    ])
    const { rows } = await host.database.pool.query('select name_sealed from home_claims where id = $1', [waiting.id])
    expect(rows).toEqual([{ name_sealed: null }])
    await host.runner.settle()
    expect((await client.query('messages.list')).items[0].kind).toBe('homes.claimApproved')
    expect(await worker.refusal('claims.refuse', { id: waiting.id, reason: 'papers' })).toBe('claim.decided')
  })

  test('refuses with a reason that the person reads; somebody of another grid sees nothing; nobody decides on their own', async () => {
    const client = await newcomer()
    await claim(client, '白小川')
    const { id } = await pendingOf(client)
    const other = await host.as('worker2')
    expect((await other.send('claims.get', { id })).status).toBe(404)
    expect(await other.refusal('claims.refuse', { id, reason: 'papers' })).toBe('record.not_found')
    await worker.mutate('claims.refuse', { id, reason: 'wrongRoom' })
    expect(await pendingOf(client)).toMatchObject({ state: 'refused', reason: '房号可能选错了，请核对后再申请' })
    await claim(worker, '刘海峰')
    const own = (await pendingOf(worker)).id
    expect(await worker.refusal('claims.approve', { id: own, isSeenInPerson: true })).toBe('access.forbidden')
  })

  test('one may leave a home, and have several', async () => {
    const client = await newcomer()
    for (const home of ['檀溪苑3号楼1单元101', '檀溪苑3号楼1单元102']) {
      await claim(client, '安冬梅', home)
      await worker.mutate('claims.approve', { id: (await pendingOf(client)).id, isSeenInPerson: true })
    }
    expect((await labels(client)).length).toBe(2)
    await client.mutate('homes.unbind', { homeId: homeId('檀溪苑3号楼1单元101') })
    expect(await labels(client)).toEqual(['檀溪苑3号楼1单元102'])
    expect(await client.refusal('homes.unbind', { homeId: homeId('檀溪苑3号楼1单元101') })).toBe('record.not_found')
  })

  test('rooms are numbers in their order, and nothing else', async () => {
    const client = await newcomer()
    const rooms = await client.query('homes.rooms', { entranceId: placeIds.entrance })
    expect(rooms.map(({ room }: any) => room).slice(0, 4)).toEqual(['101', '102', '201', '202'])
    expect(Object.keys(rooms[0]).sort()).toEqual(['id', 'room'])
  })

  test('closing the account takes a waiting claim and its name along', async () => {
    const client = await newcomer()
    await claim(client, '佟立新')
    await client.mutate('privacy.closeAccount', { confirm: '注销' })
    const { rows } = await host.database.pool.query('select state, name_sealed from home_claims where person_id = $1', [
      client.personId,
    ])
    expect(rows).toEqual([{ state: 'withdrawn', name_sealed: null }])
  })
})
