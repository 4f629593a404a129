import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { CHANGE_TOPICS, type Change } from '../../../cloudfunctions/contract/changes'
import { signal } from '../../../cloudfunctions/kernel/changes/store'
import type { Grant } from '../../../cloudfunctions/kernel/context'
import type { Tx } from '../../../cloudfunctions/kernel/database/open'
import { createDispatch, type Dispatch } from '../../../cloudfunctions/kernel/dispatch/dispatch'
import { router } from '../../../cloudfunctions/kernel/dispatch/procedure'
import { changesRouter } from '../../../cloudfunctions/modules/account/changes/router'
import { residencies } from '../../../cloudfunctions/registry/homes/table'
import { type MessagesWorld, messagesWorld, NOON, progress } from '../../engines/messages-world'

let world: MessagesWorld
let dispatch: Dispatch
const places = new Map<string, string[]>()
beforeAll(async () => {
  world = await messagesWorld()
  world.deps.findCaller = async (token) => ({
    personId: token,
    grants: (places.get(token) ?? []).map((placeId) => ({ placeId }) as Grant),
    wards: [],
  })
  dispatch = createDispatch(world.deps, router({ changes: changesRouter }))
})
afterAll(() => world.drop())

async function since(personId: string, cursor: string | null): Promise<{ cursor: string; changes: Change[] }> {
  const input = { cursor }
  const { body } = await dispatch({ path: 'changes.since', input, token: personId, origin: 'test' })
  if (!body.ok) throw new Error(body.error.code)
  return body.data as { cursor: string; changes: Change[] }
}

const change = (tx: Tx, subjectId: string, to: { personId: string } | { placeId: string }) =>
  signal(world.deps, tx, [{ topic: 'orders', subjectId, to }])

/** A transaction that stays open until told. */
function openTransaction(work: (tx: Tx) => Promise<void>) {
  let commit = () => {}
  const mayCommit = new Promise<void>((resolve) => {
    commit = resolve
  })
  let hasWritten = () => {}
  const written = new Promise<void>((resolve) => {
    hasWritten = resolve
  })
  const done = world.deps.db.transaction(async (tx) => {
    await work(tx)
    hasWritten()
    await mayCommit
  })
  return {
    written,
    commit() {
      commit()
      return done
    },
  }
}

test('null means from now on', async () => {
  const person = world.deps.newId()
  await world.tell(progress, [person], 'before')
  const { cursor, changes } = await since(person, null)
  expect(changes).toEqual([])
  expect((await since(person, cursor)).changes).toEqual([])
  await world.tell(progress, [person], 'after')
  expect((await since(person, cursor)).changes).toEqual([{ topic: 'messages', id: expect.any(String) }])
})

test('what is told to all of a community is seen by who lives there, and tells nothing about orders of the place', async () => {
  const [resident, gone, stranger, community, inside] = Array.from({ length: 5 }, world.deps.newId) as [
    string,
    string,
    string,
    string,
    string,
  ]
  const lives = { relation: 'tenant', isHead: false, livesThere: true, since: NOON, source: 'import' } as const
  const homeId = world.deps.newId()
  const at = (personId: string) => ({ id: world.deps.newId(), communityId: community, homeId, personId, ...lives })
  await world.deps.db.insert(residencies).values([at(resident), { ...at(gone), until: NOON }])
  const people = [resident, gone, stranger]
  const cursors = await Promise.all(people.map(async (person) => (await since(person, null)).cursor))
  await world.deps.db.transaction(async (tx) => {
    await signal(world.deps, tx, [{ topic: 'messages', subjectId: null, to: { residentsOf: community } }])
    await change(tx, inside, { placeId: community })
  })
  const seen = await Promise.all(people.map(async (person, i) => (await since(person, cursors[i]!)).changes))
  expect(seen).toEqual([[{ topic: 'messages', id: null }], [], []])
})

test('a person sees their own signals and those of the places they hold a role at', async () => {
  const [worker, neighbour, grid, otherGrid, mine, atGrid, atOther] = Array.from({ length: 7 }, world.deps.newId) as [
    string,
    string,
    string,
    string,
    string,
    string,
    string,
  ]
  places.set(worker, [grid])
  const { cursor } = await since(worker, null)
  await world.deps.db.transaction(async (tx) => {
    await change(tx, mine, { personId: worker })
    await change(tx, atGrid, { placeId: grid })
    await change(tx, atOther, { placeId: otherGrid })
  })
  const seen = (await since(worker, cursor)).changes.map((c) => c.id)
  expect(new Set(seen)).toEqual(new Set([mine, atGrid]))
  expect((await since(neighbour, cursor)).changes).toEqual([])
})

test('two overlapping transactions: the one that commits late is not skipped', async () => {
  const person = world.deps.newId()
  const [early, late] = [world.deps.newId(), world.deps.newId()]
  const { cursor } = await since(person, null)
  const slow = openTransaction((tx) => change(tx, late, { personId: person }))
  await slow.written
  await world.deps.db.transaction((tx) => change(tx, early, { personId: person }))
  const first = await since(person, cursor)
  await slow.commit()
  const second = await since(person, first.cursor)
  const third = await since(person, second.cursor)
  expect([...first.changes, ...second.changes].map((c) => c.id).sort()).toEqual([early, late].sort())
  expect(third.changes).toEqual([])
})

test('whatever the order of commits, a reader that goes on from its cursor misses nothing', async () => {
  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4 }), async (order) => {
      const person = world.deps.newId()
      const ids = order.map(() => world.deps.newId())
      let { cursor } = await since(person, null)
      const seen = new Set<string | null>()
      const look = async () => {
        const looked = await since(person, cursor)
        cursor = looked.cursor
        for (const { id } of looked.changes) seen.add(id)
      }
      const open = []
      for (const id of ids) {
        const transaction = openTransaction((tx) => change(tx, id, { personId: person }))
        await transaction.written
        open.push(transaction)
        await look()
      }
      for (const i of order) {
        await open[i]!.commit()
        await look()
      }
      expect(seen).toEqual(new Set(ids))
    }),
    { numRuns: 24 },
  )
})

test('more than can be listed are one change of every topic, and nothing is left over', async () => {
  const person = world.deps.newId()
  const { cursor } = await since(person, null)
  await world.deps.db.transaction(async (tx) => {
    for (let i = 0; i < 201; i++) await change(tx, world.deps.newId(), { personId: person })
  })
  const looked = await since(person, cursor)
  expect(looked.changes).toEqual(CHANGE_TOPICS.map((topic) => ({ topic, id: null })))
  expect((await since(person, looked.cursor)).changes).toEqual([])
})

test('a long transaction holds nobody else’s changes back', async () => {
  const person = world.deps.newId()
  const { cursor } = await since(person, null)
  const long = openTransaction((tx) => change(tx, world.deps.newId(), { personId: world.deps.newId() }))
  await long.written
  await world.tell(progress, [person], 'meanwhile')
  const looked = await since(person, cursor)
  expect(looked.changes).toHaveLength(1)
  expect((await since(person, looked.cursor)).changes).toEqual([])
  await long.commit()
})

test('a cursor that is none is refused, not failed on', async () => {
  const person = world.deps.newId()
  const damaged = ['', 'x', '7', '-1:1:', '0:1:', '2:1:', '1:5:9', '1:5:0', '1:9:5,3', '1:2:;', `${'9'.repeat(20)}:1:`]
  for (const cursor of damaged) await expect(since(person, cursor)).rejects.toThrow('input.invalid')
  const numbers = fc.array(fc.nat({ max: 9 }), { maxLength: 4 })
  await fc.assert(
    fc.asyncProperty(fc.nat({ max: 9 }), fc.nat({ max: 9 }), numbers, async (xmin, xmax, running) => {
      const cursor = `${xmin}:${xmax}:${running.join(',')}`
      const said = await since(person, cursor).then(
        () => 'answered',
        (error: Error) => error.message,
      )
      expect(['answered', 'input.invalid']).toContain(said)
    }),
  )
})
