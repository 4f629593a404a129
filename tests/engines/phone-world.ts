import { eq, sql } from 'drizzle-orm'
import type { MessageKind } from '../../cloudfunctions/engines/messages/kind'
import type { Paid } from '../../cloudfunctions/engines/messages/reach'
import { send } from '../../cloudfunctions/engines/messages/send'
import { createTencentSms } from '../../cloudfunctions/kernel/tencent/sms'
import { createTencentVoice } from '../../cloudfunctions/kernel/tencent/voice'
import { WechatError } from '../../cloudfunctions/kernel/wechat/errors'
import { phonePlace } from '../../cloudfunctions/registry/people/sealed'
import { insertPerson } from '../../cloudfunctions/registry/people/store'
import { people } from '../../cloudfunctions/registry/people/table'
import { startSimulators } from '../../local/simulators/server'
import { SIMULATED_PHONE_TEMPLATE_IDS } from '../../local/simulators/tencent/templates'
import { messagesWorld, type Params } from './messages-world'

export const KEYS = { secretId: 'AKIDtest', secretKey: 'test-key' }

/** A notice that may be sent as a text message. */
export const notice: MessageKind<Params> = {
  name: 'test.notice',
  topic: 'notices',
  urgency: 'normal',
  title: () => '停水通知',
  body: () => '明天上午停水',
  link: ({ code }) => `/pages/messages?code=${code}`,
  subscribe: {
    template: 'appealProgress',
    data: ({ code }) => ({
      character_string1: code,
      phrase2: '通知',
      thing3: '停水',
      time4: '2026-11-24 12:00',
      thing5: '明天停水',
    }),
  },
  sms: { template: 'noticePosted', data: ({ code }) => ({ param1: '檀溪社区', param2: `停水${code}` }) },
  voice: { template: 'noticePosted', data: ({ code }) => ({ param1: '檀溪社区', param2: `停水${code}` }) },
}

/** An alarm by all four channels. */
export const alarm: MessageKind<Params> = {
  name: 'test.alarm',
  topic: 'alarms',
  urgency: 'alarm',
  title: () => '有人摔倒',
  body: () => '请马上去看',
  link: ({ code }) => `/pages/desk?code=${code}`,
  employee: {
    template: 'alarmRaised',
    data: () => ({ thing1: '跌倒', thing2: '檀溪苑', time3: '2026-11-24 12:00', thing4: '马上去' }),
  },
  sms: { template: 'alarmRaised', data: ({ code }) => ({ param1: '跌倒', param2: '檀溪苑', param3: code }) },
  voice: { template: 'alarmRaised', data: () => ({ param1: '跌倒', param2: '檀溪苑' }) },
}

/** The engine in front of the simulated phone company, on one moved clock. */
export async function phoneWorld(options: { smsRoutes?: string[] } = {}) {
  const world = await messagesWorld()
  const simulators = await startSimulators({
    port: 0,
    clock: world.clock,
    tencent: KEYS,
    phone: { latencyMs: 0, reportDelayMs: 0 },
  })
  const account = { ...KEYS, clock: world.clock, baseUrl: simulators.url }
  const { smsRoutes = ['1400000001'] } = options
  Object.assign(world.deps, {
    sms: {
      priceFen: 5,
      routes: new Map(
        smsRoutes.map((sdkAppId) => [`sms.${sdkAppId}`, createTencentSms({ ...account, sdkAppId, sign: '邻里通' })]),
      ),
    },
    voice: { priceFen: 12, routes: new Map([['voice.1', createTencentVoice({ ...account, sdkAppId: '1400000002' })]]) },
    pushCapFen: 10_000,
    templates: { ...world.deps.templates, ...SIMULATED_PHONE_TEMPLATE_IDS },
  })
  let phones = 0

  const whole = Object.assign(world, {
    phone: simulators.phone,

    /** Somebody known by their phone alone. */
    async addWithPhone(): Promise<{ personId: string; phone: string }> {
      const personId = world.deps.newId()
      const phone = `138${String(++phones).padStart(8, '0')}`
      await world.deps.db.transaction((tx) =>
        insertPerson(tx, { id: personId, source: 'gridWorker', now: world.clock.at }),
      )
      await whole.givePhone(personId, phone)
      return { personId, phone }
    },

    async givePhone(personId: string, phone: string): Promise<void> {
      const phoneSealed = world.deps.encryption.seal(phone, phonePlace(personId))
      await world.deps.db.update(people).set({ phoneSealed }).where(eq(people.id, personId))
    },

    post: (
      kind: MessageKind<Params>,
      to: string[],
      code: string,
      how: { paid?: Paid; payer?: string; subjectId?: string } = {},
    ) => {
      const { subjectId = null, ...money } = how
      const message = { kind, to, params: { code }, subjectId, dedupeKey: code, ...money }
      return world.deps.db.transaction((tx) => send(world.deps, tx, message))
    },

    later(seconds: number): void {
      world.clock.at = new Date(world.clock.at.getTime() + seconds * 1000)
    },

    /** WeChat says of everybody that they are not bound. */
    simulateUnbound(): void {
      world.script = () => {
        throw new WechatError('test', 'errcode', 40256, 'not bound', 200)
      }
    },

    rungOf: (phone: string) => simulators.phone.rung.filter((one) => one.phone === phone),

    async spent(payer: string): Promise<number> {
      const [row] = await world.rows<{ fen: number }>(
        sql`select spent_fen as fen from push_spending where community_id = ${payer}`,
      )
      return row?.fen ?? 0
    },

    async stop(): Promise<void> {
      await simulators.stop()
      await world.drop()
    },
  })
  return whole
}

export type PhoneWorldOfTests = Awaited<ReturnType<typeof phoneWorld>>
