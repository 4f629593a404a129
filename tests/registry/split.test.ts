import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { PersonTag } from '../../cloudfunctions/contract/registry'
import type { Deps } from '../../cloudfunctions/kernel/context'
import { tellItem } from '../../cloudfunctions/registry/facts/items/item'
import { replay } from '../../cloudfunctions/registry/facts/rules'
import { readValue } from '../../cloudfunctions/registry/facts/sealed'
import { historyOf, valuesOf } from '../../cloudfunctions/registry/facts/store'
import { tellField } from '../../cloudfunctions/registry/facts/tell'
import { moveIn } from '../../cloudfunctions/registry/homes/move'
import { residenciesOf } from '../../cloudfunctions/registry/homes/store'
import { mergePeople } from '../../cloudfunctions/registry/people/merge'
import { splitPerson } from '../../cloudfunctions/registry/people/split'
import { insertPerson } from '../../cloudfunctions/registry/people/store'
import { tagsOf } from '../../cloudfunctions/registry/tags/store'
import { addTag } from '../../cloudfunctions/registry/tags/tag'
import { homeId, personId, placeIds } from '../../local/county/cast'
import { type Chance, chance } from '../../local/county/seed'
import { countyDatabase, NOW } from './county-database'
import { recording } from './told'

let county: Awaited<ReturnType<typeof countyDatabase>>
let deps: Deps
beforeAll(async () => {
  county = await countyDatabase()
  const clock = { now: () => NOW }
  deps = { ...recording(county.encryption), db: county.db, clock, handlers: [] } as unknown as Deps
})
afterAll(() => county.drop())

const by = { actorId: personId('secretary'), source: 'secretary' as const, communityId: placeIds.community }
const SOURCES = ['import', 'self', 'wechat', 'gridWorker', 'secretary'] as const
const VALUES = { name: ['钱一', '钱二'], occupation: ['教师', '工人', '退休'], illness: ['高血压', '糖尿病'] } as const
const CARS = ['鲁H12345', '鲁H54321'].map((plate) => JSON.stringify({ vehicle: 'car', plate }))
const HOMES = ['檀溪苑3号楼2单元501', '檀溪苑3号楼1单元302', '檀溪苑4号楼1单元202'].map(homeId)
const TAGS: PersonTag[] = ['livesAlone', 'veteran', 'keyCare']

let time = NOW.getTime()
const later = () => {
  time += 1000
  return new Date(time)
}

/** Somebody of whom several people have said several things. */
async function somebody(luck: Chance): Promise<string> {
  const id = deps.newId()
  await county.db.transaction(async (tx) => {
    await insertPerson(tx, { id, source: 'import', now: later() })
    for (let i = 0; i < 12; i++) {
      const teller = { ...by, source: luck.pick(SOURCES) }
      const now = later()
      const field = luck.pick(Object.keys(VALUES) as (keyof typeof VALUES)[])
      if (i % 4 < 2) await tellField(deps, tx, teller, { personId: id, field, value: luck.pick(VALUES[field]), now })
      else if (i % 4 === 2) {
        const known = (await valuesOf(tx, id, ['vehicle'])).filter(({ state }) => state === 'current')
        const itemId = known.length > 0 && luck.happens(0.5) ? luck.pick(known).itemId : null
        await tellItem(deps, tx, teller, { personId: id, kind: 'vehicle', itemId, value: luck.pick(CARS), now })
      } else {
        await moveIn(deps, tx, teller, { personId: id, homeId: luck.pick(HOMES), relation: 'family', now })
        await addTag(deps, tx, teller, { personId: id, tag: luck.pick(TAGS), now })
      }
    }
  })
  return id
}

/** What is said of a person, without ids: sources of what both records said alike are whichever was surer. */
async function saidOf(id: string) {
  const { db, encryption } = county
  const values = await valuesOf(db, id)
  return {
    values: values.map((row) => `${row.field} ${row.itemId} ${row.state} ${readValue(encryption, row)}`).sort(),
    homes: (await residenciesOf(db, id, later())).map(({ homeId: home, since }) => `${home} ${+since}`).sort(),
    tags: (await tagsOf(db, id)).map(({ tag }) => tag).sort(),
  }
}

async function expectReplayed(id: string) {
  const replayed = replay(await historyOf(county.db, id))
  const values = await valuesOf(county.db, id)
  const ids = (state: string) => values.filter((v) => v.state === state).map((v) => v.id)
  expect([...replayed.current.values()].sort()).toEqual(ids('current').sort())
  expect([...replayed.disputed.values()].flatMap((set) => [...set]).sort()).toEqual(ids('conflicting').sort())
}

describe('one record of two people', () => {
  test.each(['a', 'b', 'c', 'd', 'e', 'f'])(
    'merged by mistake and split again, both are as they were: %s',
    async (seed) => {
      const luck = chance(`split ${seed}`)
      const [one, other] = [await somebody(luck), await somebody(luck)]
      const [was, wasOther] = [await saidOf(one), await saidOf(other)]
      const before = { one: await valuesOf(county.db, one), other: await valuesOf(county.db, other) }
      const text = (row: (typeof before.one)[number]) => `${row.field} ${readValue(county.encryption, row)}`
      const saidByOther = new Set(before.other.map(text))
      await county.db.transaction((tx) => mergePeople(deps, tx, by, { fromId: other, intoId: one, now: later() }))
      const merged = await valuesOf(county.db, one)
      const cameOver = (row: (typeof merged)[number]) => row.sourceRef === `merge.${other}`
      const bothHomes = was.homes.map((home) => home.split(' ')[0]!)
      const goneHomes = wasOther.homes.map((home) => home.split(' ')[0]!).filter((home) => !bothHomes.includes(home))
      const newId = await county.db.transaction((tx) =>
        splitPerson(deps, tx, by, {
          personId: one,
          valueIds: {
            gone: merged.filter(cameOver).map(({ id }) => id),
            both: merged.filter((row) => !cameOver(row) && saidByOther.has(text(row))).map(({ id }) => id),
          },
          homeIds: {
            gone: goneHomes,
            both: wasOther.homes.map((home) => home.split(' ')[0]!).filter((home) => bothHomes.includes(home)),
          },
          tags: {
            gone: wasOther.tags.filter((tag) => !was.tags.includes(tag)),
            both: wasOther.tags.filter((tag) => was.tags.includes(tag)),
          },
          orderIds: [],
          now: later(),
        }),
      )
      expect(await saidOf(one)).toEqual(was)
      const now = await saidOf(newId)
      expect(now.tags).toEqual(wasOther.tags)
      expect(now.homes.map((home) => home.split(' ')[0])).toEqual(wasOther.homes.map((home) => home.split(' ')[0]))
      expect(new Set((await valuesOf(county.db, newId)).map(text))).toEqual(saidByOther)
      for (const id of [one, newId]) await expectReplayed(id)
      const lines = (id: string) =>
        historyOf(county.db, id).then((all) => all.filter(({ action }) => action === 'split'))
      expect((await lines(one)).map(({ subjectId }) => subjectId)).toEqual([newId])
      expect((await lines(newId)).map(({ subjectId }) => subjectId)).toEqual([one])
    },
  )

  test('what is not there any more is not split off', async () => {
    const luck = chance('split late')
    const id = await somebody(luck)
    const nothing = { gone: [], both: [] }
    const splitting = { personId: id, homeIds: nothing, tags: nothing, orderIds: [], now: later() }
    await expect(
      county.db.transaction((tx) =>
        splitPerson(deps, tx, by, { ...splitting, valueIds: { gone: [deps.newId()], both: [] } }),
      ),
    ).rejects.toMatchObject({ code: 'person.changed_meanwhile' })
  })
})
