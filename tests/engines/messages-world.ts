import { sql } from 'drizzle-orm'
import type { SubscribeTemplate } from '../../cloudfunctions/contract/messages'
import { addConsents } from '../../cloudfunctions/engines/messages/credits/store'
import type { MessageKind } from '../../cloudfunctions/engines/messages/kind'
import { pushEffect } from '../../cloudfunctions/engines/messages/push'
import { send } from '../../cloudfunctions/engines/messages/send'
import type { Deps } from '../../cloudfunctions/kernel/context'
import { createEncryption } from '../../cloudfunctions/kernel/encryption'
import { createIds } from '../../cloudfunctions/kernel/ids'
import { Outbox } from '../../cloudfunctions/kernel/outbox/outbox'
import { Providers } from '../../cloudfunctions/kernel/providers/providers'
import { systemRandom } from '../../cloudfunctions/kernel/random'
import type { Wechat } from '../../cloudfunctions/kernel/wechat/client'
import type { TemplateMessage } from '../../cloudfunctions/kernel/wechat/subscribe'
import { enterByOpenid, setEmployeeBound } from '../../cloudfunctions/registry/people/store'
import { SIMULATED_TEMPLATE_IDS } from '../../local/simulators/wechat/templates'
import { testDatabase } from '../database'
import { TEST_KEYS } from '../keys'

/** Midday in Shanghai: nothing is quiet. */
export const NOON = new Date('2026-11-24T04:00:00Z')

export interface Params {
  code: string
}

export const progress = {
  name: 'test.progress',
  topic: 'appeals',
  urgency: 'normal',
  title: () => '诉求有人接了',
  body: ({ code }: Params) => `编号 ${code}，点开看看`,
  link: ({ code }: Params) => `/modules/governance/appeals/detail?code=${code}`,
  subscribe: {
    template: 'appealProgress',
    data: ({ code }: Params) => ({
      character_string1: code,
      phrase2: '已接单',
      thing3: '公共设施',
      time4: '2026-11-24 12:00',
      thing5: '有人接手了，这一句比微信允许的二十个字要长一些',
    }),
  },
} satisfies MessageKind<Params>

export const waiting = {
  name: 'test.waiting',
  topic: 'alarms',
  urgency: 'alarm',
  title: () => '有新诉求等人接',
  body: () => '点开就能接单',
  link: ({ code }: Params) => `/modules/worker/desk/order?code=${code}`,
  employee: {
    template: 'orderWaiting',
    data: ({ code }: Params) => ({ thing1: code, thing2: '檀溪苑', time3: '2026-11-24 12:00', phrase4: '紧急' }),
  },
} satisfies MessageKind<Params>

export type Call = TemplateMessage & { channel: 'subscribe' | 'employee' }

/** Answers each send; a throw is WeChat's refusal, a promise that never ends a crash. */
export type Script = (call: Call) => Promise<void> | void

/** The engine on a fresh database, with a clock to move and a WeChat that answers as told. */
export async function messagesWorld() {
  const database = await testDatabase()
  const clock = { at: NOON, now: () => clock.at }
  const calls: Call[] = []
  const world = { script: (() => {}) as Script }
  const answer = (channel: Call['channel']) => async (message: TemplateMessage) => {
    const call = { ...message, channel }
    calls.push(call)
    await world.script(call)
  }
  const deps = {
    db: database.db,
    clock,
    random: systemRandom,
    newId: createIds(clock, systemRandom),
    encryption: createEncryption(TEST_KEYS),
    wechat: { sendSubscribeMessage: answer('subscribe'), sendEmployeeMessage: answer('employee') } as unknown as Wechat,
    templates: {
      ...SIMULATED_TEMPLATE_IDS,
      sms: {},
      voice: {},
    },
    sms: null,
    voice: null,
    pushCapFen: 0,
    providers: new Providers(clock, systemRandom),
    log: { info() {}, warn() {}, error() {} },
    handlers: [],
    findCaller: async () => null,
    wake() {},
  } as unknown as Deps
  const runner = () => new Outbox(deps, [pushEffect as never])
  const rows = async <T>(query: ReturnType<typeof sql>) => (await deps.db.execute(query)).rows as unknown as T[]

  return Object.assign(world, {
    deps,
    clock,
    calls,
    rows,
    runner,
    drop: () => database.drop(),

    /** All circuits closed, whatever failed before. */
    forgetProviders() {
      deps.providers = new Providers(clock, systemRandom)
    },

    /** A person with a WeChat account; `openid` tells whose a recorded call was. */
    async addPerson(options: { isEmployeeBound?: boolean; credits?: number } = {}) {
      const personId = deps.newId()
      const openid = `openid-${personId}`
      await deps.db.transaction(async (tx) => {
        await enterByOpenid(tx, { openid, newPersonId: personId, now: clock.now() })
        if (options.isEmployeeBound) await setEmployeeBound(tx, personId, true)
        for (let i = 0; i < (options.credits ?? 0); i++) {
          const templates: SubscribeTemplate[] = ['appealProgress']
          // A day of its own for each, so that the daily cap stays out of the way.
          const day = `2020-${String(1 + Math.floor(i / 28)).padStart(2, '0')}-${String(1 + (i % 28)).padStart(2, '0')}`
          await addConsents(tx, { personId, templates, day, now: clock.now() })
        }
      })
      return { personId, openid }
    },

    tell: (kind: MessageKind<Params>, to: string[], code: string, subjectId: string | null = null, dedupeKey = code) =>
      deps.db.transaction((tx) => send(deps, tx, { kind, to, params: { code }, subjectId, dedupeKey })),

    async balanceOf(personId: string) {
      const [row] = await rows<{ balance: number }>(sql`select balance from credits where person_id = ${personId}`)
      return row?.balance ?? 0
    },

    deliveriesOf: (personId: string) =>
      rows<{
        channel: string
        state: string
        attempts: number
        errorCode: number | null
        data: Record<string, string>
      }>(
        sql`select channel, state, attempts, error_code as "errorCode", data from deliveries
            where person_id = ${personId} order by id`,
      ),
  })
}

export type MessagesWorld = Awaited<ReturnType<typeof messagesWorld>>
