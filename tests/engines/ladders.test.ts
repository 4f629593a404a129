import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { acknowledge } from '../../cloudfunctions/engines/ladders/answer'
import { type LadderKind, LadderKinds } from '../../cloudfunctions/engines/ladders/kind'
import { alarmMessage } from '../../cloudfunctions/engines/ladders/messages'
import { raiseAlarm } from '../../cloudfunctions/engines/ladders/raise'
import { climbLadders } from '../../cloudfunctions/engines/ladders/timer'
import type { Deps } from '../../cloudfunctions/kernel/context'
import { placeById } from '../../cloudfunctions/registry/places/store'
import { personId, placeId } from '../../local/county/cast'
import { type TestHost, testHost } from '../host'

/** An elder's call for help, as a later function will raise it. */
const help: LadderKind = {
  name: 'test.help',
  title: '有人呼救',
  rungs: [
    { label: '家人', who: ['family'], seconds: 60 },
    { label: '网格员', who: ['gridWorker'], seconds: 60 },
    { label: '邻居', who: ['captain', 'volunteer'], seconds: 60 },
    { label: '社区书记', who: ['secretary'], seconds: 60 },
  ],
  top: { everySeconds: 60, times: 1 },
  message: alarmMessage('test.help', '有人呼救'),
}

const KEYS = ['family', 'worker', 'volunteer', 'secretary', 'county'] as const
const keyOf = (id: string) => KEYS.find((key) => personId(key) === id) ?? 'captain'

let host: TestHost
let deps: Deps
let now: Date
const logged: string[] = []
beforeAll(async () => {
  host = await testHost()
  // The host's own timer does not know the kind, nor this clock.
  await host.runner.stop()
  deps = {
    ...host.deps,
    ladders: new LadderKinds([help]),
    clock: { now: () => now },
    log: { info() {}, warn() {}, error: (_facts, message) => void logged.push(message) },
  }
})
afterAll(() => host.stop())
beforeEach(async () => {
  now = new Date('2026-11-24T10:00:00+08:00')
  logged.length = 0
  await host.database.pool.query(`update ladders set state = 'exhausted', next_at = null where state = 'climbing'`)
})

async function raise(subjectId = deps.newId()): Promise<string> {
  const place = (await placeById(deps.db, placeId('运河人家7号楼')))!
  const about = { personId: personId('elder'), raisedBy: personId('elder'), what: '按了呼救', emergency: null }
  return deps.db.transaction((tx) =>
    raiseAlarm(deps, tx, { kind: help.name, subjectId, place, ...about, isBack: false }),
  )
}

async function wait(seconds: number): Promise<void> {
  now = new Date(now.getTime() + seconds * 1000)
  await climbLadders(deps)
}

const rungOn = async (id: string): Promise<string[]> => {
  const { rows } = await host.database.pool.query(
    `select what, person_ids from ladder_steps where ladder_id = $1 and what <> 'handedOver' order by seq`,
    [id],
  )
  return rows.map(({ what, person_ids: ids }) => [what, ...ids.map(keyOf).sort()].join(' '))
}

test('the family first, then the grid worker, then neighbours, then the secretary', async () => {
  const id = await raise()
  for (let i = 0; i < 5; i++) await wait(60)
  const lines = await rungOn(id)
  expect(lines.slice(0, 3)).toEqual(['raised', 'told family', 'told worker'])
  expect(lines[3]).toMatch(/^told( captain)* volunteer$/)
  expect(lines.slice(4)).toEqual(['told secretary', 'told secretary', 'exhausted county'])
  expect(logged).toEqual(['nobody answered an alarm'])
})

test('raised many times at once for one record, it is one alarm that rings once', async () => {
  const subjectId = deps.newId()
  const ids = await Promise.all(Array.from({ length: 6 }, () => raise(subjectId)))
  expect(new Set(ids).size).toBe(1)
  expect(await rungOn(ids[0]!)).toEqual(['raised', 'told family'])
})

test('one that cannot climb is logged, holds up no other, and climbs once it can', async () => {
  const [broken, sound] = [await raise(), await raise()]
  const rename = (kind: string) =>
    host.database.pool.query('update ladders set kind = $2 where id = $1', [broken, kind])
  await rename('test.unknown')
  await wait(61)
  expect(await rungOn(sound)).toEqual(['raised', 'told family', 'told worker'])
  expect(logged).toEqual([`ladder ${broken} did not climb`])
  await rename(help.name)
  await wait(1)
  expect(await rungOn(broken)).toEqual(['raised', 'told family', 'told worker'])
})

test('twenty that fall due at once are climbed by two timers, each by one rung', async () => {
  const ids: string[] = []
  for (let i = 0; i < 20; i++) ids.push(await raise())
  now = new Date(now.getTime() + 60_000)
  await Promise.all([climbLadders(deps), climbLadders(deps)])
  for (const id of ids) expect(await rungOn(id)).toEqual(['raised', 'told family', 'told worker'])
})

test('an answer by who was rung ends it for good', async () => {
  const id = await raise()
  const answer = () =>
    deps.db.transaction((tx) => acknowledge(deps, tx, { ladderId: id, personId: personId('family'), how: 'tap' }))
  const first = await answer()
  now = new Date(now.getTime() + 1000)
  expect((await answer())!.endedAt).toEqual(first!.endedAt)
  await wait(3600)
  expect(await rungOn(id)).toEqual(['raised', 'told family', 'acknowledged family'])
})
