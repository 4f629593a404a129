import { setTimeout as sleep } from 'node:timers/promises'
import { compose } from '../../cloudfunctions/api/compose'
import type { Channel, MessageUrgency } from '../../cloudfunctions/contract/messages'
import { send } from '../../cloudfunctions/engines/messages/send'
import { OffsetClock } from '../../cloudfunctions/kernel/clock/clock'
import { advanceClock } from '../../cloudfunctions/kernel/clock/store'
import { readConfig } from '../../cloudfunctions/kernel/config'
import { enterByOpenid, setEmployeeBound } from '../../cloudfunctions/registry/people/store'
import { creditKey } from '../../local/simulators/wechat/world'
import { startWechat } from '../../local/wechat'
import { testDatabase } from '../database'
import { progress, waiting } from '../engines/messages-world'
import { environment, type ServerProcess, startServer, WECHAT_APP } from './server'

const DAY_MS = 86_400_000
const NOON_UTC_MS = 4 * 3_600_000
const CREDITS = 10

/** One push that was asked for, as the simulator will name it. */
export interface Asked {
  personId: string
  openid: string
  code: string
  urgency: MessageUrgency
  channel: Channel
}

const KINDS = [
  { ...progress, channel: 'subscribe', urgency: 'normal' },
  { ...waiting, channel: 'employee', urgency: 'alarm' },
  { ...waiting, channel: 'employee', urgency: 'normal' },
  { ...progress, channel: 'subscribe', urgency: 'alarm' },
] as const

/** A database, a WeChat of 50 ms, and a server between them that may be killed. It is noon in Shanghai. */
export async function pushWorld() {
  const database = await testDatabase()
  const clock = new OffsetClock()
  const simulators = await startWechat({ clock, app: WECHAT_APP, push: null })
  const env = environment({ database: database.appUrl, simulators: simulators.url })
  const parts = await compose(readConfig(env), { clock })
  const { deps } = parts
  const asked: Asked[] = []
  let server: ServerProcess | undefined

  const rows = async <T>(text: string): Promise<T[]> => (await database.pool.query(text)).rows
  const moveClock = async (ms: number) => {
    clock.offsetMs = await advanceClock(deps.db, ms)
  }
  await moveClock((NOON_UTC_MS - (Date.now() % DAY_MS) + DAY_MS) % DAY_MS)

  async function addPerson(n: number): Promise<{ personId: string; openid: string }> {
    const personId = deps.newId()
    const openid = `demo-openid-${n}`
    await deps.db.transaction(async (tx) => {
      await enterByOpenid(tx, { openid, newPersonId: personId, now: clock.now() })
      await setEmployeeBound(tx, personId, true)
    })
    await database.pool.query(
      `insert into credits (person_id, template, balance, consented_on, consents_that_day, updated_at)
       values ($1, 'appealProgress', ${CREDITS}, '2026-01-01', 1, $2)`,
      [personId, clock.now()],
    )
    simulators.wechat.bound.add(openid)
    simulators.wechat.credits.set(creditKey(openid, 'tmpl-appeal-progress'), 1000)
    return { personId, openid }
  }

  return {
    env,
    rows,
    asked,
    moveClock,
    wechat: simulators.wechat,
    /** Sends WeChat took, in the order of their arrival, by the code each carries. */
    taken: () =>
      simulators.wechat.received.flatMap(({ api, errcode, openid, data }) =>
        (api === 'subscribe' || api === 'employee') && errcode === 0
          ? [`${openid} ${data?.character_string1 ?? data?.thing1}`]
          : [],
      ),

    /** Queues an alarm and a notice by each channel for each of the people: four pushes a person. */
    async queue(people: number) {
      for (let n = 0; n < people; n++) {
        const person = await addPerson(n)
        for (const [i, kind] of KINDS.entries()) {
          const code = `${n}-${i}`
          const message = { kind, to: [person.personId], params: { code }, subjectId: null, dedupeKey: code }
          await deps.db.transaction((tx) => send(deps, tx, message))
          asked.push({ ...person, code, urgency: kind.urgency, channel: kind.channel })
        }
      }
    },

    async start(more: Record<string, string> = {}) {
      server = await startServer({ ...env, ...more })
      return server
    },

    /** Kills the server and waits until neither the database nor WeChat is still busy with what it asked. */
    async kill() {
      await server?.kill()
      for (;;) {
        const [busy] = await rows<{ n: number }>(
          `select count(*)::int as n from pg_stat_activity
           where datname = current_database() and pid <> pg_backend_pid() and state <> 'idle'`,
        )
        if (busy?.n === 0) break
        await sleep(10)
      }
      await sleep(simulators.wechat.settings.latencyMs * 3)
    },

    /** Until nothing waits or is under way. */
    async settle() {
      for (;;) {
        const [left] = await rows<{ n: number }>(
          `select count(*)::int as n from outbox where state in ('pending', 'inFlight')`,
        )
        if (left?.n === 0) return
        await sleep(50)
      }
    },

    async stop() {
      await server?.kill()
      await parts.close()
      await simulators.stop()
      await database.drop()
    },
  }
}

export type PushWorld = Awaited<ReturnType<typeof pushWorld>>
export const CREDITS_AT_FIRST = CREDITS
