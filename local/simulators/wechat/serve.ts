import { setTimeout as sleep } from 'node:timers/promises'
import type { Context, Hono } from 'hono'
import { type Answer, refused } from './answers'
import { checkToken } from './token'
import { type ApiName, type Fault, note, type Received, type World } from './world'

export interface Asked {
  query: Record<string, string>
  /** {} when there is none; null when it is no JSON object. */
  body: Record<string, unknown> | null
}

/** One interface of WeChat's. */
export interface Api {
  name: ApiName
  method: 'get' | 'post'
  path: string
  isTokenNeeded: boolean
  /** Requests of one lane must not overlap. */
  laneOf?(body: Record<string, unknown>): string
  handle(world: World, query: Record<string, string>, body: Record<string, unknown>): Answer
  /** What of a request is shown among the received ones. */
  show?(body: Record<string, unknown>, answer: Answer): Partial<Received>
}

/** Puts an interface on the server: faults first, then the token, the quota and the interface's own rules. */
export function serveApi(app: Hono, world: World, api: Api): void {
  app.on(api.method, api.path, async (c) => {
    const asked: Asked = { query: c.req.query(), body: api.method === 'get' ? {} : await readBody(c) }
    const fault = takeFault(world, api.name)
    if (fault?.httpStatus) {
      await sleep(world.settings.latencyMs)
      note(world, { api: api.name, errcode: null })
      return c.body('simulated fault', fault.httpStatus as 500)
    }
    const answer = fault?.errcode === undefined ? await answerInLane(world, api, asked) : refused(fault.errcode)
    note(world, { api: api.name, errcode: answer.errcode, ...api.show?.(asked.body ?? {}, answer) })
    if (fault?.errcode !== undefined) await sleep(world.settings.latencyMs)
    if (fault?.delayMs) await sleep(fault.delayMs)
    return c.json(answer)
  })
}

async function answerInLane(world: World, api: Api, asked: Asked): Promise<Answer> {
  const lane = asked.body && api.laneOf?.(asked.body)
  if (lane && world.sending.has(lane)) {
    await sleep(world.settings.latencyMs)
    return refused(43108)
  }
  if (lane) world.sending.add(lane)
  try {
    await sleep(world.settings.latencyMs)
    return answerOne(world, api, asked)
  } finally {
    if (lane) world.sending.delete(lane)
  }
}

function answerOne(world: World, api: Api, { query, body }: Asked): Answer {
  if (!body) return refused(47001)
  const tokenRefusal = api.isTokenNeeded ? checkToken(world, query.access_token) : null
  if (tokenRefusal) return refused(tokenRefusal)
  const left = world.quotas.get(api.name)
  if (left === 0) return refused(45009)
  if (left !== undefined) world.quotas.set(api.name, left - 1)
  return api.handle(world, query, body)
}

function takeFault(world: World, api: ApiName): Fault | undefined {
  const fault = world.faults.get(api)
  if (fault && --fault.times <= 0) world.faults.delete(api)
  return fault
}

async function readBody(c: Context): Promise<Record<string, unknown> | null> {
  const body = await c.req.json<unknown>().catch(() => null)
  return body && typeof body === 'object' && !Array.isArray(body) ? (body as Record<string, unknown>) : null
}
