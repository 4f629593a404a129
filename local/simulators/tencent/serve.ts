import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Hono } from 'hono'
import * as z from 'zod'
import { type Heard, hear } from './hear'
import { signatureFault } from './signature'
import type { SpeechFault, SpeechWorld } from './world'

const script = z.strictObject({ text: z.string(), times: z.int().min(1).default(1) })
const fault = z.strictObject({
  code: z.string().optional(),
  httpStatus: z.int().min(400).max(599).optional(),
  delayMs: z.int().min(0).optional(),
  times: z.int().min(1).default(1),
})

/** Tencent Cloud's 一句话识别: POST / with X-TC-Action. Errors come with status 200, as there. */
export function serveSpeech(app: Hono, world: SpeechWorld): void {
  app.post('/', async (c) => {
    world.asked += 1
    const body = await c.req.text()
    const wrong = takeFault(world)
    await sleep(world.latencyMs + (wrong?.delayMs ?? 0))
    if (wrong?.httpStatus) return c.body('simulated fault', wrong.httpStatus as 500)
    const heard = wrong?.code ? { code: wrong.code, message: 'simulated' } : answer(world, c.req.raw.headers, body)
    const about = { RequestId: randomUUID() }
    if ('code' in heard) return c.json({ Response: { Error: { Code: heard.code, Message: heard.message }, ...about } })
    return c.json({ Response: { Result: heard.text, AudioDuration: 0, WordSize: 0, WordList: null, ...about } })
  })
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

function answer(world: SpeechWorld, headers: Headers, body: string): Heard {
  const nowMs = world.clock.now().getTime()
  const unsigned = signatureFault(world.keys, headers, body, nowMs)
  if (unsigned) return { code: unsigned, message: 'the signature is not right' }
  if (headers.get('x-tc-action') !== 'SentenceRecognition') return { code: 'InvalidAction', message: 'not simulated' }
  if (headers.get('x-tc-version') !== '2019-06-14') return { code: 'NoSuchVersion', message: 'not simulated' }
  world.times = [...world.times.filter((at) => nowMs - at < 1000), nowMs]
  if (world.times.length > world.perSecond) return { code: 'RequestLimitExceeded', message: 'too many in a second' }
  try {
    return hear(world, JSON.parse(body) as object)
  } catch (error) {
    if (error instanceof SyntaxError) return { code: 'InvalidParameter', message: 'no JSON' }
    throw error
  }
}

function takeFault(world: SpeechWorld): SpeechFault | null {
  const due = world.fault
  if (due && --due.times <= 0) world.fault = null
  return due
}
