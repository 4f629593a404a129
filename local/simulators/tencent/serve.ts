import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Hono } from 'hono'
import * as z from 'zod'
import { hear } from './hear'
import { signatureFault } from './signature'
import type { SpeechFault, SpeechWorld, TencentSettings } from './world'

const script = z.strictObject({ text: z.string(), times: z.int().min(1).default(1) })
const fault = z.strictObject({
  code: z.string().optional(),
  httpStatus: z.int().min(400).max(599).optional(),
  delayMs: z.int().min(0).optional(),
  times: z.int().min(1).default(1),
})

/** One action: which service and version it belongs to, and what it answers to a body signed well. */
export interface Action {
  service: string
  version: string
  /** A request came, well signed or not. */
  count?(): void
  handle(asked: object): Promise<{ fields: object } | { code: string; message: string } | { httpStatus: number }>
}

/** Tencent Cloud: POST / with X-TC-Action. Errors come with status 200, as there. */
export function serveTencent(app: Hono, world: TencentSettings, actions: Record<string, Action>): void {
  app.post('/', async (c) => {
    const answered = await answer(world, actions, c.req.raw.headers, await c.req.text())
    if ('httpStatus' in answered) return c.body('simulated fault', answered.httpStatus as 500)
    const about = { RequestId: randomUUID() }
    if ('code' in answered)
      return c.json({ Response: { Error: { Code: answered.code, Message: answered.message }, ...about } })
    return c.json({ Response: { ...answered.fields, ...about } })
  })
}

async function answer(world: TencentSettings, actions: Record<string, Action>, headers: Headers, body: string) {
  const action = actions[headers.get('x-tc-action') ?? '']
  if (!action) return { code: 'InvalidAction', message: 'not simulated' }
  action.count?.()
  const unsigned = signatureFault(world.keys, action.service, headers, body, world.clock.now().getTime())
  if (unsigned) return { code: unsigned, message: 'the signature is not right' }
  if (headers.get('x-tc-version') !== action.version) return { code: 'NoSuchVersion', message: 'not simulated' }
  try {
    return await action.handle(JSON.parse(body) as object)
  } catch (error) {
    if (error instanceof SyntaxError) return { code: 'InvalidParameter', message: 'no JSON' }
    throw error
  }
}

/** 一句话识别. */
export const speechAction = (world: SpeechWorld): Action => ({
  service: 'asr',
  version: '2019-06-14',
  count() {
    world.asked += 1
  },
  async handle(asked) {
    const wrong = takeFault(world)
    await sleep(world.latencyMs + (wrong?.delayMs ?? 0))
    if (wrong?.httpStatus) return { httpStatus: wrong.httpStatus }
    if (wrong?.code) return { code: wrong.code, message: 'simulated' }
    const nowMs = world.clock.now().getTime()
    world.times = [...world.times.filter((at) => nowMs - at < 1000), nowMs]
    if (world.times.length > world.perSecond) return { code: 'RequestLimitExceeded', message: 'too many in a second' }
    const heard = hear(world, asked)
    return 'code' in heard ? heard : { fields: { Result: heard.text, AudioDuration: 0, WordSize: 0, WordList: null } }
  },
})

/** What will be heard, and what goes wrong, as routes under /control. */
export function serveSpeechControl(app: Hono, world: SpeechWorld): void {
  app.post('/control/speech', async (c) => {
    const { text, times } = script.parse(await c.req.json())
    world.nextTexts.push(...Array<string>(times).fill(text))
    return c.json({ waiting: world.nextTexts.length })
  })
  app.post('/control/speech-fault', async (c) => {
    const { code, httpStatus, delayMs, times } = fault.parse(await c.req.json())
    world.fault = { times, ...(code && { code }), ...(httpStatus && { httpStatus }), ...(delayMs && { delayMs }) }
    return c.json(world.fault)
  })
}

function takeFault(world: SpeechWorld): SpeechFault | null {
  const due = world.fault
  if (due && --due.times <= 0) world.fault = null
  return due
}
