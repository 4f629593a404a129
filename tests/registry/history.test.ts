import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { PERSON_TAG_KEYS, type PersonField } from '../../cloudfunctions/contract/registry'
import type { Tx } from '../../cloudfunctions/kernel/database/open'
import { endItem, tellItem, undoOwnItem } from '../../cloudfunctions/registry/facts/items/item'
import { replay } from '../../cloudfunctions/registry/facts/rules'
import { historyOf, valuesOf } from '../../cloudfunctions/registry/facts/store'
import { chooseValue, tellField } from '../../cloudfunctions/registry/facts/tell'
import { moveIn, moveOut } from '../../cloudfunctions/registry/homes/move'
import { residenciesOf } from '../../cloudfunctions/registry/homes/store'
import { die } from '../../cloudfunctions/registry/people/die'
import { deathOf, undoDeath } from '../../cloudfunctions/registry/people/undo-death'
import { residentRows } from '../../cloudfunctions/registry/residents/store'
import { tagsOf } from '../../cloudfunctions/registry/tags/store'
import { addTag, removeTag } from '../../cloudfunctions/registry/tags/tag'
import { homeId, personId, placeIds } from '../../local/county/cast'
import { type Chance, chance } from '../../local/county/seed'
import { countyDatabase, NOW } from './county-database'
import { recording } from './told'

let county: Awaited<ReturnType<typeof countyDatabase>>
beforeAll(async () => {
  county = await countyDatabase()
})
afterAll(() => county.drop())

const PEOPLE = ['resident', 'neighbour', 'elder', 'owner2', 'outsider'].map(personId)
const HOMES = ['檀溪苑3号楼2单元501', '檀溪苑4号楼1单元202', '枣林花园1号楼1单元201', '运河人家7号楼1单元102'].map(
  homeId,
)
const COMMUNITIES = [placeIds.community, placeIds.otherCommunity]
const SOURCES = ['import', 'self', 'wechat', 'gridWorker', 'secretary'] as const
const FIELDS: Partial<Record<PersonField, string[]>> = {
  name: ['张建国', '张建囯', '孙秀兰'],
  phone: ['16000000001', '16000000002'],
  sex: ['male', 'female'],
  occupation: ['教师', '工人', '退休'],
  illness: ['高血压', '糖尿病'],
}
const CARS = ['鲁H12345', '鲁H54321', '鲁HD12345'].map((plate) => JSON.stringify({ vehicle: 'car', plate }))
/** What may be answered to somebody who was too late, or less sure. */
const REFUSALS = ['person.changed_meanwhile', 'item.verified', 'item.too_late_to_undo']

let clock = NOW.getTime()
/** Time goes on from test to test. */
const later = (ms: number) => {
  clock += ms
  return new Date(clock)
}

/** One thing that somebody may do to the items of a record: tell one, end one, take back what they did themselves. */
async function changeItems(luck: Chance, now: Date): Promise<void> {
  const { db, encryption } = county
  const deps = recording(encryption)
  const person = luck.pick(PEOPLE)
  const source = luck.pick(SOURCES)
  const isSelf = source === 'self'
  const teller = { actorId: isSelf ? person : personId('worker'), source, communityId: luck.pick(COMMUNITIES) }
  await db
    .transaction(async (tx) => {
      const known = (await valuesOf(tx, person, ['vehicle'])).filter(({ state }) => state === 'current')
      const itemId = known.length > 0 && luck.happens(0.6) ? luck.pick(known).itemId : null
      const kind = luck.int(0, 3)
      if (kind <= 1) {
        const validUntil = luck.happens(0.2) ? new Date('2027-01-01T00:00:00Z') : null
        const told = { personId: person, kind: 'vehicle', itemId, value: luck.pick(CARS), validUntil, now } as const
        await tellItem(deps, tx, teller, told)
      } else if (kind === 2 && itemId) {
        await endItem(deps, tx, teller, { personId: person, itemId, now })
      } else {
        const mine = (await historyOf(tx, person)).filter((line) => line.name?.startsWith('vehicle.'))
        const last = mine.findLast(({ actorId }) => actorId === person)
        if (last) await undoOwnItem(deps, tx, { personId: person, valueId: last.subjectId, now })
      }
    })
    .catch((cause) => expect(REFUSALS).toContain(cause.code))
}

/** Somebody is taken for dead, or found to be alive. */
async function lifeAndDeath(luck: Chance, now: Date): Promise<void> {
  const { db, encryption } = county
  const deps = recording(encryption)
  const person = luck.pick(PEOPLE)
  const teller = { actorId: personId('secretary'), source: 'secretary' as const, communityId: placeIds.community }
  await db.transaction(async (tx) => {
    if (await deathOf(tx, person)) await undoDeath(deps, tx, teller, { personId: person, now })
    else if (luck.happens(0.3)) await die(deps, tx, teller, { personId: person, diedAt: now, now })
  })
}

/** One thing that somebody may do to a record. */
async function change(luck: Chance, now: Date): Promise<void> {
  if (luck.happens(0.25)) return changeItems(luck, now)
  if (luck.happens(0.08)) return lifeAndDeath(luck, now)
  const { db, encryption } = county
  const deps = recording(encryption)
  const teller = { actorId: personId('worker'), source: luck.pick(SOURCES), communityId: luck.pick(COMMUNITIES) }
  const person = luck.pick(PEOPLE)
  const kind = luck.int(0, 5)
  const act = async (tx: Tx) => {
    if (kind <= 1) {
      const field = luck.pick(Object.keys(FIELDS) as PersonField[])
      await tellField(deps, tx, teller, { personId: person, field, value: luck.pick(FIELDS[field]!), now })
    } else if (kind === 2) {
      const known = await valuesOf(tx, person)
      const disputed = known.filter(({ state }) => state === 'conflicting')
      if (disputed.length > 0)
        await chooseValue(deps, tx, teller, { personId: person, valueId: luck.pick(disputed).id, now })
    } else if (kind === 3) {
      await moveIn(deps, tx, teller, {
        personId: person,
        homeId: luck.pick(HOMES),
        relation: luck.pick(['owner', 'tenant', 'family'] as const),
        livesThere: luck.happens(0.7),
        now,
      })
    } else if (kind === 4) {
      await moveOut(deps, tx, teller, { personId: person, homeId: luck.pick(HOMES), now })
    } else {
      const tag = luck.pick(PERSON_TAG_KEYS)
      const given = { personId: person, tag, now }
      await (luck.happens(0.7) ? addTag(deps, tx, teller, given) : removeTag(deps, tx, teller, given))
    }
  }
  await db.transaction(act).catch((cause) => {
    // Who has died moves nowhere and bears nothing new.
    if (cause.code !== 'person.deceased') throw cause
  })
}

/** Counts worked out anew from every resident. */
const RECOUNT = `select community_id, grid_id, tag, count(*)::int as count from residents,
  lateral unnest(tags || array['all'] || case when sex is null then '{}' else array['sex:' || sex] end) tag
  where left_at is null group by 1, 2, 3 order by 1, 2, 3`
const COUNTED = 'select community_id, grid_id, tag, count from tag_counts where count > 0 order by 1, 2, 3'

async function expectReplayed(person: string, now: Date): Promise<void> {
  const { db } = county
  const replayed = replay(await historyOf(db, person))
  const values = await valuesOf(db, person)
  const ids = (state: string) => values.filter((v) => v.state === state).map((v) => v.id)
  expect([...replayed.current.values()].sort()).toEqual(ids('current').sort())
  expect([...replayed.disputed.values()].flatMap((set) => [...set]).sort()).toEqual(ids('conflicting').sort())
  expect([...replayed.tags].sort()).toEqual((await tagsOf(db, person)).map(({ id }) => id).sort())
  expect([...replayed.residencies].sort()).toEqual((await residenciesOf(db, person, now)).map(({ id }) => id).sort())
}

describe('whatever happens to records', () => {
  test.each(['a', 'b', 'c', 'd'])('history replays to what is, and counts equal a recount: %s', async (seed) => {
    const luck = chance(`registry history ${seed}`)
    for (let i = 0; i < 60; i++) await change(luck, later(luck.int(1, 1000)))
    for (const person of PEOPLE) await expectReplayed(person, later(1))
    const { rows: recounted } = await county.pool.query(RECOUNT)
    const { rows: counted } = await county.pool.query(COUNTED)
    expect(counted).toEqual(recounted)
    expect(counted.length).toBeGreaterThan(100)
  })

  test('many at once keep the counts right', async () => {
    const streams = Array.from({ length: 6 }, (_, i) => chance(`registry at once ${i}`))
    await Promise.all(
      streams.map(async (luck) => {
        // What somebody else has just decided need not be decided again.
        for (let n = 0; n < 15; n++)
          await change(luck, later(1)).catch((cause) => expect(cause.code).toBe('person.changed_meanwhile'))
      }),
    )
    const { rows: recounted } = await county.pool.query(RECOUNT)
    const { rows: counted } = await county.pool.query(COUNTED)
    expect(counted).toEqual(recounted)
  })
})

describe('what is told', () => {
  const now = new Date(NOW.getTime() + 1e9)
  const tell = (source: (typeof SOURCES)[number], value: string, seenId?: string | null) =>
    county.db.transaction((tx) =>
      tellField(
        recording(county.encryption),
        tx,
        { actorId: personId('worker'), source, communityId: placeIds.community },
        { personId: personId('family'), field: 'name', value, now, ...(seenId !== undefined && { seenId }) },
      ),
    )

  test('a ledger never overwrites what a worker saw; the two stand beside each other until somebody decides', async () => {
    expect((await tell('gridWorker', '李文静')).outcome).toBe('set')
    expect((await tell('import', '李文婧')).outcome).toBe('dispute')
    expect((await tell('import', '李文婧')).outcome).toBe('nothing')
    const [row] = await residentRows(county.db, personId('family'))
    expect(row?.name).toBe('李文静')
    const disputed = (await valuesOf(county.db, personId('family'), ['name'])).find((v) => v.state === 'conflicting')!
    await county.db.transaction((tx) =>
      chooseValue(
        recording(county.encryption),
        tx,
        { actorId: personId('secretary'), source: 'secretary', communityId: placeIds.community },
        { personId: personId('family'), valueId: disputed.id, now },
      ),
    )
    expect((await residentRows(county.db, personId('family')))[0]?.name).toBe('李文婧')
  })

  test('two workers who correct one field at once: one is written, the other is told', async () => {
    const { currentId } = await tell('gridWorker', '李静')
    const results = await Promise.allSettled([
      tell('gridWorker', '李小静', currentId),
      tell('gridWorker', '李大静', currentId),
    ])
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(results.find((r) => r.status === 'rejected')).toMatchObject({ reason: { code: 'person.changed_meanwhile' } })
  })
})
