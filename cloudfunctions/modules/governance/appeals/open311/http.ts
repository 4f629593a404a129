import { Hono, type Context as HttpContext } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { Deps } from '../../../../kernel/context'
import { RateLimit } from '../../../../kernel/dispatch/rate-limit'
import { Fault, invalid, notFound, tooMany } from '../../../../kernel/errors'
import { errorFacts } from '../../../../kernel/log'
import { createRequest } from './create'
import { discovery, type Site } from './discovery'
import { type Answer, CONTENT_TYPES, FORMATS, type Format, written } from './formats'
import { type Arguments, jurisdiction, requestById, requestList } from './requests'
import { serviceDefinition, serviceList } from './services'

const PER_MINUTE = 120
const FORM_BYTES_MAX = 64 * 1024

/**
 * To be mounted at `/open311/v2`: GeoReport v2 for other systems.
 * Source: https://wiki.open311.org/GeoReport_v2/, read 2026-11.
 */
export function open311Routes(deps: Deps, site: Site): Hono {
  const rates = new RateLimit()
  const app = new Hono()
  app.use('*', async (c, next) => {
    if (!rates.take(originOf(c), PER_MINUTE, performance.now())) throw tooMany()
    await next()
  })
  app.get('/:file', async (c) => {
    const { name, format } = fileOf(c.req.param('file'))
    if (name === 'discovery') return reply(discovery(site), format)
    if (name === 'requests') return reply(await requestList(deps.db, asked(c), deps.clock.now()), format)
    if (name !== 'services') throw notFound('没有这个地址')
    await jurisdiction(deps.db, asked(c)('jurisdiction_id'))
    return reply(serviceList(), format)
  })
  app.get('/:resource/:file', async (c) => {
    const { name, format } = fileOf(c.req.param('file'))
    const resource = c.req.param('resource')
    if (resource === 'requests') return reply(await requestById(deps.db, name, asked(c)), format)
    if (resource !== 'services') throw notFound('没有这个地址')
    await jurisdiction(deps.db, asked(c)('jurisdiction_id'))
    return reply(serviceDefinition(name), format)
  })
  app.post('/:file', bodyLimit({ maxSize: FORM_BYTES_MAX, onError: tooMuch }), async (c) => {
    const { name, format } = fileOf(c.req.param('file'))
    if (name !== 'requests') throw notFound('没有这个地址')
    const form = await formOf(c.req.raw)
    const idempotencyKey = c.req.header('idempotency-key')
    return reply(await createRequest(deps, { of: form, idempotencyKey, origin: originOf(c) }), format)
  })
  app.all('*', () => {
    throw notFound('没有这个地址')
  })
  app.onError((error, c) => reply(...refusal(deps, error, c)))
  return app
}

const originOf = (c: HttpContext): string => c.req.header('x-real-ip') ?? 'direct'
const asked =
  (c: HttpContext): Arguments =>
  (name) =>
    c.req.query(name) || undefined

/** `services.json`: what is asked for, and in which format. */
function fileOf(file: string): { name: string; format: Format } {
  const format = FORMATS.find((one) => file.endsWith(`.${one}`))
  if (!format) throw notFound('地址要以 .json 或 .xml 结尾')
  return { name: file.slice(0, -format.length - 1), format }
}

const tooMuch = (): never => {
  throw invalid({}, '一次发的内容太多了')
}

async function formOf(request: Request): Promise<Arguments> {
  const type = request.headers.get('content-type') ?? ''
  if (!/^application\/x-www-form-urlencoded\b/i.test(type))
    throw invalid({}, '请用 application/x-www-form-urlencoded 提交')
  const form = new URLSearchParams(await request.text())
  return (name) => form.get(name)?.trim() || undefined
}

const reply = (answer: Answer, format: Format, status = 200): Response =>
  new Response(written(answer, format), {
    status,
    headers: { 'content-type': CONTENT_TYPES[format], 'access-control-allow-origin': '*', 'cache-control': 'no-store' },
  })

const errors = (code: number, description: string): Answer => ({
  root: 'errors',
  item: 'error',
  nodes: [{ code, description }],
})

/** The standard knows 403 for keys, 404 for what is not there and 400 for all else; 429 and 500 are HTTP's own. */
const STATUSES: Record<number, number> = { 403: 403, 404: 404, 429: 429 }

function refusal(deps: Deps, error: Error, c: HttpContext): [Answer, Format, number] {
  const format = c.req.path.endsWith('.json') ? 'json' : 'xml'
  if (error instanceof Fault) {
    const status = STATUSES[error.status] ?? 400
    return [
      errors(status, [error.message, ...Object.values(error.fields ?? {})].filter(unique).join('：')),
      format,
      status,
    ]
  }
  deps.log.error({ requestId: deps.newId(), path: '/open311', ...errorFacts(error) }, 'call failed')
  return [errors(500, '这边出了点问题，请稍后再试'), format, 500]
}

const unique = (one: string, at: number, all: string[]): boolean => all.indexOf(one) === at
