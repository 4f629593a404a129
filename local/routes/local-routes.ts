import { join } from 'node:path'
import { serveStatic } from '@hono/node-server/serve-static'
import { type Context, Hono } from 'hono'
import { readProgress } from '../h5/progress'
import { loopbackOnly } from './loopback-only'
import { faces, json, logInAs } from './people'

export interface LocalParts {
  root: string
  dataDir: string
  simulatorsUrl: string
  /** Sends a request to the product's own app. */
  request(path: string, init: RequestInit): Response | Promise<Response>
  /** Moves everybody's clock forward and answers the new present. */
  advanceClock(ms: number): Promise<Date>
}

const MAX_ADVANCE_SECONDS = 366 * 24 * 3600

/** What exists on one's own machine only: the phones page, switching persons, what WeChat received, moving time. */
export function localRoutes(parts: LocalParts): Hono {
  const app = new Hono()
  app.use('/local/*', loopbackOnly)
  app.get('/local/people', (c) => c.json({ people: faces() }))
  app.get('/local/build', (c) => c.json(readProgress(parts.dataDir)))
  app.get('/local/outbox', (c) => receivedByWechat(c, parts))
  app.post('/local/login', (c) => login(c, parts))
  app.post('/local/clock', (c) => moveClock(c, parts))
  app.use('/h5/*', freshPages)
  app.get('/h5/*', serveStatic({ root: join(parts.root, 'dist'), allowPercentInPath: true }))
  app.get('/', serveStatic({ path: join(parts.root, 'local', 'phones', 'index.html') }))
  app.get('/phones/*', serveStatic({ root: join(parts.root, 'local') }))
  app.get('/phones/tokens.css', serveStatic({ path: join(parts.root, 'src', 'ui', 'tokens.css') }))
  return app
}

/** The page is asked for anew each time, its parts carry a hash in their names. */
const freshPages = async (c: Context, next: () => Promise<void>) => {
  await next()
  const isHashed = /\.[0-9a-f]{8,}\.(?:js|css)$/.test(c.req.path)
  c.header('cache-control', isHashed ? 'max-age=31536000, immutable' : 'no-cache')
}

async function login(c: Context, { simulatorsUrl, request }: LocalParts) {
  const { as } = await bodyOf(c)
  if (typeof as !== 'string') return refuse(c, 'as', '说明用谁的身份，例如 {"as":"resident"}')
  const result = await logInAs(as, simulatorsUrl, (path, body) => request(path, json(body)))
  if ('token' in result) return c.json(result)
  return c.json({ error: { code: 'local.not_logged_in', message: result.refusal } }, result.status)
}

async function moveClock(c: Context, { advanceClock }: LocalParts) {
  const { advanceSeconds: seconds } = await bodyOf(c)
  if (!Number.isInteger(seconds) || (seconds as number) < 0 || (seconds as number) > MAX_ADVANCE_SECONDS) {
    return refuse(c, 'advanceSeconds', '时间只能往前走：填 0 到一年之间的整秒数')
  }
  const now = await advanceClock((seconds as number) * 1000)
  return c.json({ now: now.toISOString() })
}

async function receivedByWechat(c: Context, { simulatorsUrl }: LocalParts) {
  const answer = await fetch(`${simulatorsUrl}/control/received${new URL(c.req.url).search}`)
  return c.body(await answer.text(), 200, { 'content-type': 'application/json; charset=utf-8' })
}

const refuse = (c: Context, field: string, message: string) =>
  c.json({ error: { code: 'input.invalid', message, fields: { [field]: message } } }, 400)

async function bodyOf(c: Context): Promise<Record<string, unknown>> {
  const body: unknown = await c.req.json().catch(() => null)
  return typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {}
}
