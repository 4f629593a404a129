import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { CREDITS_AT_FIRST, type PushWorld, pushWorld } from './push-world'
import { seeded } from './seeded'

const PEOPLE = 100
const KILLS = 4
const SHARE = (PEOPLE * 4) / KILLS
const SEED = Number(process.env.LINLI_SEED ?? 20261124)
const LEASE_MS = 60_000

interface Ended {
  code: string
  delivery: string
  attempts: number
  outbox: string | null
  tries: number
  isAlarm: boolean
}

let world: PushWorld
/** Rows that said `inFlight` when a kill came, summed over the kills. */
const interrupted = { alarms: 0, notices: 0 }

beforeAll(async () => {
  world = await pushWorld()
})
afterAll(() => world.stop())

/** Until this many pushes are over and recorded, and a few milliseconds more. */
async function waitForEnded(goal: number, restMs: number): Promise<void> {
  const ended = async () => (await world.rows(`select from outbox where state not in ('pending', 'inFlight')`)).length
  while ((await ended()) < goal) await sleep(5)
  await sleep(restMs)
}

test(`${PEOPLE * 4} pushes, ${KILLS} kills (seed ${SEED}): all recorded, alarms arrive, notices never twice`, async () => {
  const random = seeded(SEED)
  await world.queue(PEOPLE)
  // WeChat is busy and out of order for a while, as well.
  world.wechat.faults.set('subscribe', { errcode: -1, times: 15 })
  world.wechat.faults.set('employee', { httpStatus: 503, times: 15 })
  for (let kill = 0; kill < KILLS; kill++) {
    await world.start()
    // Alarms go first: the early kills find those in flight, the later ones notices.
    const [from, to] = [kill * SHARE, (kill + 0.6) * SHARE]
    await waitForEnded(random(from + 1, to), random(0, 60))
    await world.kill()
    const inFlight = await world.rows<{ isAlarm: boolean }>(
      `select is_alarm as "isAlarm" from outbox where state = 'inFlight'`,
    )
    for (const { isAlarm } of inFlight) interrupted[isAlarm ? 'alarms' : 'notices']++
    await world.moveClock(LEASE_MS + 1000)
  }
  await world.start()
  await world.settle()

  // The kills came in the middle of both.
  expect(Math.min(interrupted.alarms, interrupted.notices)).toBeGreaterThan(0)
  const ended = await endings()
  expect(ended).toHaveLength(world.asked.length)
  expect(ended.filter((e) => e.outbox !== { sent: 'done', uncertain: 'uncertain' }[e.delivery])).toEqual([])
  expect(ended.filter((e) => e.isAlarm && e.delivery !== 'sent')).toEqual([])
  expect(ended.filter((e) => e.delivery === 'uncertain').length).toBeLessThanOrEqual(interrupted.notices)
}, 180_000)

async function endings(): Promise<Ended[]> {
  return world.rows(`
    select i.dedupe_key as code, d.state as delivery, d.attempts, o.state as outbox, o.attempts as tries,
      o.is_alarm as "isAlarm"
    from deliveries d join inbox i on i.id = d.message_id and i.person_id = d.person_id
    left join outbox o on o.payload->>'deliveryId' = d.id::text`)
}

test('WeChat got every alarm, no notice twice, and nothing that is not recorded', async () => {
  const byCode = new Map((await endings()).map((e) => [e.code, e]))
  const arrivals = new Map<string, number>()
  for (const push of world.taken()) arrivals.set(push, (arrivals.get(push) ?? 0) + 1)
  const wrong = world.asked.filter(({ openid, code, urgency }) => {
    const { delivery, attempts } = byCode.get(code)!
    const arrived = arrivals.get(`${openid} ${code}`) ?? 0
    if (arrived > attempts) return true
    if (urgency === 'alarm') return arrived < 1
    return delivery === 'sent' ? arrived !== 1 : arrived > 1
  })
  expect(wrong).toEqual([])
  expect(arrivals.size).toBeLessThanOrEqual(world.asked.length)
})

test('the inbox has one row per person and key; each subscribe push took one credit', async () => {
  const inbox = await world.rows<{ personId: string; code: string }>(
    `select person_id as "personId", dedupe_key as code from inbox`,
  )
  const wanted = world.asked.map(({ personId, code }) => `${personId} ${code}`)
  expect(inbox.map(({ personId, code }) => `${personId} ${code}`).sort()).toEqual(wanted.sort())

  const credits = await world.rows<{ balance: number; taken: number }>(`
    select c.balance, (select count(*)::int from deliveries d
      where d.person_id = c.person_id and d.channel = 'subscribe' and d.attempts > 0) as taken from credits c`)
  expect(credits).toHaveLength(PEOPLE)
  expect(credits.filter(({ balance, taken }) => balance !== CREDITS_AT_FIRST - taken)).toEqual([])
})
