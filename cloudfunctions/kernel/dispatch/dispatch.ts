import { type AnyProcedure, type AnyRouter, TRPCError } from '@trpc/server'
import { ZodError } from 'zod'
import type { RpcFault, RpcReply } from '../../contract/reply'
import type { Caller, Context, Deps } from '../context'
import { Fault, forbidden, notFound, sessionEnded, signedOut, tooMany } from '../errors'
import { errorFacts } from '../log'
import { inputFault } from './input-errors'
import type { Callers, ProcedureMeta } from './procedure'
import { RateLimit } from './rate-limit'

export interface Incoming {
  path: string
  input: unknown
  token: string | null
  /** Whom WeChat says is calling, inside its cloud; stands for a session there. */
  openid?: string | undefined
  /** Where it came from, for limits on guests. */
  origin: string
}

export interface Answered {
  status: number
  body: RpcReply
}

export type Dispatch = (call: Incoming) => Promise<Answered>

export interface Limits {
  queriesPerMinute: number
  mutationsPerMinute: number
}

const COMMON_LIMITS: Limits = { queriesPerMinute: 600, mutationsPerMinute: 120 }

/** Answers calls: find procedure, authenticate, may this role call, limit, validate, run, present. Never throws. */
export function createDispatch(
  deps: Deps,
  router: AnyRouter,
  limits: Limits = COMMON_LIMITS,
  onAnswer?: OnAnswer,
): Dispatch {
  const procedures = router._def.procedures as Record<string, AnyProcedure>
  const rates = new RateLimit()
  return async (call) => {
    const startedAt = performance.now()
    const requestId = deps.newId()
    const procedure = Object.hasOwn(procedures, call.path) ? procedures[call.path] : undefined
    const answered = await answer(requestId, async () => {
      if (!procedure) throw notFound('没有这项服务，请更新小程序后再试')
      const ctx = await authenticate(deps, call, requestId)
      const meta = procedure._def.meta as ProcedureMeta
      authorise(ctx.caller, meta.callers, call.token)
      limit(rates, limits, ctx, procedure, call.path)
      return procedure({
        ctx,
        path: call.path,
        type: procedure._def.type,
        getRawInput: async () => call.input ?? {},
        signal: undefined,
        batchIndex: 0,
      })
    })
    if (answered.failure)
      deps.log.error({ requestId, path: procedure ? call.path : '?', ...errorFacts(answered.failure) }, 'call failed')
    onAnswer?.(procedure ? call.path : 'unknown', answered.status, (performance.now() - startedAt) / 1000)
    return { status: answered.status, body: answered.body }
  }
}

/** For metrics: a procedure's path, HTTP status, seconds. */
export type OnAnswer = (path: string, status: number, seconds: number) => void

async function authenticate(deps: Deps, call: Incoming, requestId: string): Promise<Context> {
  const now = deps.clock.now()
  const caller = call.openid
    ? await deps.findCallerByOpenid(call.openid, now)
    : call.token
      ? await deps.findCaller(call.token, now)
      : null
  return { deps, requestId, now, caller, token: call.token, origin: call.origin }
}

function authorise(caller: Caller | null, callers: Callers, token: string | null): void {
  if (callers === 'anyone') return
  if (!caller) throw token ? sessionEnded() : signedOut()
  if (callers !== 'person' && !caller.grants.some((g) => callers.includes(g.role))) throw forbidden()
}

function limit(rates: RateLimit, limits: Limits, ctx: Context, procedure: AnyProcedure, path: string): void {
  const who = ctx.caller?.personId ?? ctx.origin
  const { perMinute } = procedure._def.meta as ProcedureMeta
  const isQuery = procedure._def.type === 'query'
  const allowed = rates.take(
    `${who} ${procedure._def.type}`,
    isQuery ? limits.queriesPerMinute : limits.mutationsPerMinute,
    performance.now(),
  )
  if (!allowed || (perMinute && !rates.take(`${who} ${path}`, perMinute, performance.now()))) throw tooMany()
}

async function answer(requestId: string, run: () => Promise<unknown>): Promise<Answered & { failure?: unknown }> {
  try {
    return { status: 200, body: { ok: true, data: await run() } }
  } catch (error) {
    const fault = toFault(error)
    if (fault) return { status: fault.status, body: { ok: false, error: present(fault) } }
    const body: RpcReply = {
      ok: false,
      error: { code: 'server.failed', message: '这边出了点问题，您填的内容还在，请稍后再试', requestId },
    }
    return { status: 500, body, failure: error }
  }
}

function toFault(error: unknown): Fault | null {
  if (error instanceof Fault) return error
  if (!(error instanceof TRPCError)) return null
  if (error.cause instanceof Fault) return error.cause
  return error.code === 'BAD_REQUEST' && error.cause instanceof ZodError ? inputFault(error.cause) : null
}

const present = (fault: Fault): RpcFault => ({
  code: fault.code,
  message: fault.message,
  ...(fault.fields && { fields: fault.fields }),
})
