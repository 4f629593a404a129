import { sql } from 'drizzle-orm'
import { type Context, Hono, type MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { HTTPException } from 'hono/http-exception'
import { compose, type Parts } from '../api/compose'
import { appRouter } from '../api/router'
import type { RpcReply } from '../contract/reply'
import { receiveFromSource } from '../ingest/receive'
import type { Config } from '../kernel/config'
import type { Deps } from '../kernel/context'
import { createDispatch, type Dispatch, type Limits } from '../kernel/dispatch/dispatch'
import { describeApi } from '../kernel/dispatch/openapi'
import { fileRoutes } from '../kernel/files/http'
import { errorFacts } from '../kernel/log'
import { outboxState } from '../kernel/outbox/store'
import { open311Routes } from '../modules/governance/appeals/open311/http'
import { openDataRoutes } from '../modules/governance/appeals/public/http'
import { listRoutes } from '../modules/secretary/people/http'
import { REPORT_READERS, type ReportKind, receivePhoneReport } from '../notify/tencent'
import { refusePayNotice } from '../notify/wechat-pay'
import { receiveWechatPush } from '../notify/wechat-push'
import type { Beside } from './beside'
import { createMetrics } from './metrics'
import { Runner } from './runner'

export interface Host {
  app: Hono
  deps: Deps
  runner: Runner
  close(): Promise<void>
}

/** Bytes of one call: files go by upload. */
const CALL_BYTES_MAX = 64 * 1024

export interface HostOptions {
  parts?: Parts
  limits?: Limits
  /** What takes long of the background work is another process's; without it this one does all. */
  beside?: Beside
}

/** The whole service over HTTP, with its background work running. */
export async function createHost(config: Config, options: HostOptions = {}): Promise<Host> {
  const parts = options.parts ?? (await compose(config))
  const { deps } = parts
  const { beside } = options
  const metrics = createMetrics(deps, beside?.routes ?? (() => []))
  const dispatch = createDispatch(deps, appRouter, options.limits, metrics.observe)
  const app = new Hono()
  app.post('/rpc', limitCall, async (c) => {
    const answer = await rpc(dispatch, c)
    // A phone with a wrong clock counts down by this.
    answer.headers.set('x-linli-time', deps.clock.now().toISOString())
    return answer
  })
  app.route('/files', fileRoutes(deps))
  app.route('/lists', listRoutes(deps))
  app.route('/open', openDataRoutes(deps))
  app.route('/open311/v2', open311Routes(deps, { url: config.publicUrl, isTest: config.mode === 'local' }))
  app.get('/notify/wechat-push', (c) => c.text(c.req.query('echostr') ?? ''))
  app.post('/notify/wechat-push', bodyLimit({ maxSize: CALL_BYTES_MAX }), async (c) => {
    const { signature = '', timestamp = '', nonce = '' } = c.req.query()
    const { status, body } = await receiveWechatPush(
      deps,
      config.wechat.pushToken,
      { signature, timestamp, nonce },
      await c.req.text(),
    )
    return c.text(body, status)
  })
  app.on('POST', ['/notify/wechat-pay', '/notify/wechat-refund'], (c) => {
    const { status, body } = refusePayNotice()
    return c.json(body, status)
  })
  for (const kind of Object.keys(REPORT_READERS) as ReportKind[])
    app.post(`/notify/${kind}/:secret`, bodyLimit({ maxSize: CALL_BYTES_MAX }), async (c) => {
      const secret = { expected: config.phone?.callbackSecret ?? null, given: c.req.param('secret') }
      const { status, body } = await receivePhoneReport(deps, kind, secret, await c.req.text())
      return c.json(body, status)
    })
  app.post('/ingest/:source', (c) => {
    const { status, body } = receiveFromSource(deps, c.req.param('source'))
    return c.json(body, status)
  })
  app.get('/openapi.json', (c) => c.json(describeApi(appRouter, '0.1.0')))
  app.get('/healthz', (c) => health(deps, c))
  app.get('/metrics', async (c) => c.text(await metrics.text()))
  app.onError((error, c) => failed(deps, error, c))
  app.notFound((c) => c.json<RpcReply>({ ok: false, error: { code: 'path.not_found', message: '没有这个地址' } }, 404))
  const runner = beside ? new Runner(parts, 'prompt', beside.wake) : new Runner(parts)
  beside?.onWake(() => runner.woken())
  runner.start()
  return {
    app,
    deps,
    runner,
    async close() {
      await Promise.all([runner.stop(), beside?.stop()])
      await parts.close()
    },
  }
}

/** Whatever no route took care of: Hono itself would print the error, and a driver's message quotes the values of its query. */
function failed(deps: Deps, error: Error, c: Context): Response {
  if (error instanceof HTTPException) return error.getResponse()
  const requestId = deps.newId()
  deps.log.error({ requestId, path: 'http', ...errorFacts(error) }, 'call failed')
  const message = '这边出了点问题，请稍后再试'
  return c.json<RpcReply>({ ok: false, error: { code: 'server.failed', message, requestId } }, 500)
}

const tooLarge = (c: Context) =>
  c.json<RpcReply>({ ok: false, error: { code: 'input.too_large', message: '一次发的内容太多了，照片请用上传' } }, 413)

const limitUntold = bodyLimit({ maxSize: CALL_BYTES_MAX, onError: tooLarge })

/** A body that tells its length, to which Node then holds it, is spared the stream that counts. */
const limitCall: MiddlewareHandler = async (c, next) => {
  const length = c.req.header('content-length')
  if (!length || c.req.header('transfer-encoding')) return limitUntold(c, next)
  if (Number(length) > CALL_BYTES_MAX) return tooLarge(c)
  await next()
}

async function rpc(dispatch: Dispatch, c: Context): Promise<Response> {
  const call: unknown = await c.req.json().catch(() => null)
  const { path, input } = (call ?? {}) as { path?: unknown; input?: unknown }
  if (typeof path !== 'string') {
    const message = '请求的格式不对，请更新小程序后再试'
    return c.json<RpcReply>({ ok: false, error: { code: 'input.unreadable', message } }, 400)
  }
  const token = c.req.header('authorization')?.match(/^Bearer (\S+)$/)?.[1] ?? null
  const origin = c.req.header('x-real-ip') ?? 'direct'
  const { status, body } = await dispatch({ path, input, token, origin })
  return c.json(body, status as 200)
}

async function health(deps: Deps, c: Context): Promise<Response> {
  try {
    await deps.db.execute(sql`select 1`)
    return c.json({ ok: true, database: 'up', outbox: await outboxState(deps.db) })
  } catch {
    return c.json({ ok: false, database: 'down' }, 503)
  }
}
