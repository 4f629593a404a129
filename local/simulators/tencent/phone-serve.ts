import { setTimeout as sleep } from 'node:timers/promises'
import type { Hono } from 'hono'
import * as z from 'zod'
import { type Answered, pullReports, sendSms, sendVoice } from './phone'
import { PHONE_ACTIONS, type PhoneAction, type PhoneWorld, type Rung } from './phone-world'
import type { Action } from './serve'
import { filled } from './templates'

const VERSIONS = { SendSms: '2021-01-11', PullSmsSendStatus: '2021-01-11', SendTtsVoice: '2020-09-02' }

/** The phone company's actions, for the server that all of Tencent Cloud's actions share. */
export function phoneActions(world: PhoneWorld, onRung: (rung: Rung, text: string) => void): Record<string, Action> {
  const sending = (service: 'sms' | 'vms', action: PhoneAction, answer: typeof sendSms): Action => ({
    service,
    version: VERSIONS[action],
    count() {
      world.asked += 1
    },
    async handle(asked) {
      const wrong = takeFault(world, action)
      await sleep(world.settings.latencyMs)
      if (wrong?.httpStatus) return { httpStatus: wrong.httpStatus }
      const answered = answer(world, asked, wrong?.code ?? null)
      if ('rung' in answered && answered.rung)
        onRung(answered.rung, filled(answered.rung.templateId, answered.rung.params))
      if (wrong?.delayMs) await sleep(wrong.delayMs)
      return answered
    },
  })
  return {
    SendSms: sending('sms', 'SendSms', sendSms),
    SendTtsVoice: sending('vms', 'SendTtsVoice', sendVoice),
    PullSmsSendStatus: {
      service: 'sms',
      version: VERSIONS.PullSmsSendStatus,
      handle: async (asked): Promise<Answered> => pullReports(world, asked),
    },
  }
}

function takeFault(world: PhoneWorld, action: PhoneAction) {
  const due = world.faults.get(action)
  if (due && --due.times <= 0) world.faults.delete(action)
  return due
}

const phone = z.string().regex(/^1\d{10}$/)
const fault = z.strictObject({
  action: z.enum(PHONE_ACTIONS),
  code: z.string().optional(),
  httpStatus: z.int().min(400).max(599).optional(),
  delayMs: z.int().min(0).optional(),
  times: z.int().min(1).default(1),
})
const reach = z.strictObject({ phone, isReachable: z.boolean() })
const answering = z.strictObject({
  phone,
  isAnswered: z.boolean().default(true),
  key: z.string().nullable().default(null),
})

/** What people do with their phones and what goes wrong, as routes under /control. */
export function servePhoneControl(app: Hono, world: PhoneWorld): void {
  app.post('/control/phone-fault', async (c) => {
    const { action, code, httpStatus, delayMs, times } = fault.parse(await c.req.json())
    const what = { times, ...(code && { code }), ...(httpStatus && { httpStatus }), ...(delayMs && { delayMs }) }
    world.faults.set(action, what)
    return c.json({ action, ...what })
  })
  app.post('/control/phone-reach', async (c) => {
    const asked = reach.parse(await c.req.json())
    if (asked.isReachable) world.unreachable.delete(asked.phone)
    else world.unreachable.add(asked.phone)
    return c.json(asked)
  })
  app.post('/control/phone-answer', async (c) => {
    const { phone: whose, ...how } = answering.parse(await c.req.json())
    world.answering.set(whose, how)
    return c.json(how)
  })
}
