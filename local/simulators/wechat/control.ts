import type { Hono } from 'hono'
import * as z from 'zod'
import { SUGGESTIONS } from '../../../cloudfunctions/kernel/wechat/content-check'
import { issueCode } from './login'
import { EMPLOYEE_TEMPLATES, SUBSCRIBE_TEMPLATES } from './templates'
import { API_NAMES, creditKey, resetWorld, visit, type World } from './world'

const CONSENTS = ['accept', 'reject', 'ban', 'filter'] as const

const loginCode = z.strictObject({ openid: z.string().min(1) })
const phoneCode = z.strictObject({ phone: z.string().regex(/^\d{11}$/) })
const consent = z.strictObject({ openid: z.string().min(1), template: z.string().min(1), result: z.enum(CONSENTS) })
const binding = z.strictObject({ openid: z.string().min(1), isBound: z.boolean().default(true) })
const ban = z.strictObject({ openidOrTemplate: z.string().min(1), isBanned: z.boolean().default(true) })
const attendance = z.strictObject({ openid: z.string().min(1), isAway: z.boolean().default(false) })
const quota = z.strictObject({ api: z.enum(API_NAMES), left: z.int().min(0).nullable() })
const media = z.strictObject({ suggestion: z.enum(SUGGESTIONS), times: z.int().min(1).default(1) })
const fault = z.strictObject({
  api: z.enum(API_NAMES),
  errcode: z.int().optional(),
  httpStatus: z.int().min(400).max(599).optional(),
  delayMs: z.int().min(0).optional(),
  times: z.int().min(1).default(1),
})
const settings = z.strictObject({
  latencyMs: z.int().min(0).optional(),
  push: z
    .strictObject({ url: z.url(), token: z.string().min(1) })
    .nullable()
    .optional(),
  pushDelayMs: z.int().min(0).optional(),
  loginsPerMinute: z.int().min(0).optional(),
  riskyWords: z.array(z.string().min(1)).optional(),
  reviewWords: z.array(z.string().min(1)).optional(),
  pages: z.array(z.string()).nullable().optional(),
})

/** What people do on their phones and what the platform decides, as routes under /control. */
export function serveControl(app: Hono, world: World): void {
  const on = <T>(path: string, shape: z.ZodType<T>, work: (input: T) => object) =>
    app.post(`/control/${path}`, async (c) => {
      const input = shape.safeParse(await c.req.json().catch(() => ({})))
      if (!input.success) return c.json({ error: z.prettifyError(input.error) }, 400)
      return c.json(work(input.data))
    })

  servePeople(on, world)
  servePlatform(on, world)
  app.get('/control/received', (c) => {
    const since = Number(c.req.query('since') ?? 0)
    return c.json({ received: world.received.filter((entry) => entry.seq > since).reverse() })
  })
  app.get('/control/templates', (c) => c.json({ subscribe: SUBSCRIBE_TEMPLATES, employee: EMPLOYEE_TEMPLATES }))
}

type On = <T>(path: string, shape: z.ZodType<T>, work: (input: T) => object) => void

function servePeople(on: On, world: World): void {
  on('login-code', loginCode, ({ openid }) => {
    visit(world, openid)
    return { code: issueCode(world, world.loginCodes, openid) }
  })
  on('phone-code', phoneCode, ({ phone }) => ({ code: issueCode(world, world.phoneCodes, phone) }))
  on('consent', consent, ({ openid, template, result }) => {
    const key = creditKey(openid, template)
    const credits = (world.credits.get(key) ?? 0) + (result === 'accept' ? 1 : 0)
    world.credits.set(key, credits)
    return { result, credits }
  })
  on('bind', binding, ({ openid, isBound }) => {
    if (isBound) world.bound.add(openid)
    else world.bound.delete(openid)
    return { isBound }
  })
  on('visit', attendance, ({ openid, isAway }) => {
    visit(world, openid)
    if (isAway) world.away.add(openid)
    return { isAway }
  })
}

function servePlatform(on: On, world: World): void {
  on('ban', ban, ({ openidOrTemplate, isBanned }) => {
    if (isBanned) world.banned.add(openidOrTemplate)
    else world.banned.delete(openidOrTemplate)
    return { isBanned }
  })
  on('quota', quota, ({ api, left }) => {
    if (left === null) world.quotas.delete(api)
    else world.quotas.set(api, left)
    return { api, left }
  })
  on('next-media', media, ({ suggestion, times }) => {
    world.nextMediaSuggestions.push(...Array<string>(times).fill(suggestion))
    return { waiting: world.nextMediaSuggestions.length }
  })
  on('fault', fault, ({ api, ...what }) => {
    world.faults.set(api, what)
    return { api, ...what }
  })
  on('settings', settings, (changes) => {
    Object.assign(world.settings, changes)
    return changes
  })
  on('reset', z.looseObject({}), () => {
    resetWorld(world)
    return {}
  })
}
