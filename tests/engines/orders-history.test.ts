import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { personId, placeId } from '../../local/county/cast'
import { subjects } from '../api/subjects'
import { type Client, type TestHost, testHost } from '../host'
import {
  ACTIONS,
  ACTORS,
  departmentOf,
  isUnsatisfied,
  type Moving,
  OrderModel,
  TARGETS,
  type Try,
} from './orders-model'

const DOORS: Partial<Record<Moving, string>> = {
  accept: 'desk.accept',
  undoAccept: 'desk.undo',
  handBack: 'desk.handBack',
  reassign: 'desk.reassign',
  step: 'desk.step',
  resolve: 'desk.resolve',
  pause: 'desk.pause',
  resume: 'desk.resume',
  extend: 'desk.extend',
  reportIn: 'desk.reportIn',
  object: 'desk.object',
  callIn: 'desk.callIn',
  joinIn: 'desk.joinIn',
  assign: 'dispatch.assign',
  whistle: 'dispatch.whistle',
  insist: 'dispatch.insist',
  release: 'dispatch.release',
  supervise: 'dispatch.supervise',
  closeUnfixed: 'dispatch.closeUnfixed',
  callBack: 'dispatch.callBack',
}

/** What an action's input has besides the order and words. */
function inputOf(one: Try): Record<string, unknown> {
  switch (one.action) {
    case 'assign':
    case 'reassign':
      return { toPersonId: personId(one.target) }
    case 'reclassify':
      return { category: 'noise', urgency: 'normal' }
    case 'pause':
      return { reason: 'weather' }
    case 'rate':
      return { rating: isUnsatisfied(one) ? 'unsatisfied' : 'satisfied' }
    case 'callBack':
      return { result: isUnsatisfied(one) ? 'unsatisfied' : 'satisfied' }
    case 'whistle':
    case 'callIn':
      return { departmentId: placeId(departmentOf(one)) }
    default:
      return {}
  }
}

let host: TestHost
const clients = new Map<string, Client>()
beforeAll(async () => {
  host = await testHost()
  await host.runner.stop()
  for (const key of ACTORS) clients.set(key, await host.as(key))
})
afterAll(() => host.stop())

/** One try through the procedure: `ok` or the refusal's code. */
async function attempt(id: string, one: Try): Promise<string> {
  const { actor, action } = one
  const said = ['accept', 'undoAccept', 'reclassify'].includes(action) ? {} : { text: '这里写明是怎么回事' }
  const input = { key: randomUUID(), id, ...said, ...inputOf(one) }
  const { reply } = await clients.get(actor)!.send(DOORS[action] ?? `appeals.${action}`, input)
  return reply.ok ? 'ok' : reply.error.code
}

async function rowsOf(id: string) {
  const { pool } = host.database
  const [order, events] = await Promise.all([
    pool.query('select state, holder_id as holder, version from orders where id = $1', [id]),
    pool.query(
      'select seq, from_state as "from", to_state as "to" from order_events where order_id = $1 order by seq',
      [id],
    ),
  ])
  return { order: order.rows[0], events: events.rows as { seq: number; from: string | null; to: string }[] }
}

/** Anybody trying anything, and `luck`: which of the promising tries is made in its place, if any. */
const tries = fc.array(
  fc.noBias(
    fc.record({
      actor: fc.constantFrom('worker', 'courier', 'courier', 'secretary', ...ACTORS),
      action: fc.constantFrom('accept', 'accept', 'undoAccept', ...ACTIONS),
      target: fc.constantFrom(...TARGETS),
      wait: fc.constantFrom(0, 1, 2, 11, 1801),
      luck: fc.option(fc.nat(), { freq: 2 }),
    }),
  ),
  { minLength: 40, maxLength: 40, size: 'max' },
)

/** Actions that were never taken come first, and none crowds out the others because many may take it. */
function pick(promising: Try[], luck: number, done: Set<Moving>): Try | undefined {
  const actions = [...new Set(promising.map((one) => one.action))]
  const fresh = actions.filter((action) => !done.has(action))
  const from = fresh.length > 0 ? fresh : actions
  const same = promising.filter((one) => one.action === from[luck % from.length])
  return same[luck % same.length]
}

test('hundreds of random tries by random people leave every order as the model says, with a whole history', async () => {
  const outcomes = new Set<string>()
  const done = new Set<Moving>()
  const check = fc.asyncProperty(tries, async (sequence) => {
    const { id } = await subjects(host).make('waiting')
    const model = new OrderModel()
    for (const { luck, ...anything } of sequence) {
      const one = (luck !== null && pick(model.promising(anything), luck, done)) || anything
      host.clock.offsetMs += one.wait * 1000
      const former = model.state
      const wanted = model.expect(one)
      const story = `${one.actor} ${one.action} ${one.target} in ${former}`
      expect(`${story}: ${await attempt(id, one)}`).toBe(`${story}: ${wanted}`)
      outcomes.add(wanted)
      if (wanted === 'ok') done.add(one.action)
      const { order, events } = await rowsOf(id)
      const holder = model.holder && personId(model.holder)
      expect(order, story).toEqual({ state: model.state, holder, version: model.moves })
      expect(events.map((event) => event.seq)).toEqual(Array.from({ length: model.moves }, (_, i) => i + 1))
      expect(events.map((event) => event.from)).toEqual([null, ...events.slice(0, -1).map((event) => event.to)])
      expect(events.at(-1)!.to).toBe(model.state)
    }
  })
  await fc.assert(check, { seed: 7, numRuns: 40, endOnFailure: true })
  expect([...done].sort()).toEqual([...ACTIONS].sort())
  expect([...outcomes]).toEqual(expect.arrayContaining(['order.already_accepted', 'access.forbidden']))
}, 120_000)
