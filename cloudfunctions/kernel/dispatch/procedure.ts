import { initTRPC } from '@trpc/server'
import * as z from 'zod'
import type { Role } from '../../contract/roles'
import type { Caller, Context, Deps } from '../context'
import type { Database, Tx } from '../database/open'
import { once } from './once'

/** Who may call: anyone (guests too), any signed-in person, or holders of one of these roles somewhere. */
export type Callers = 'anyone' | 'person' | readonly Role[]

export interface ProcedureMeta {
  callers: Callers
  /** What it is for, one line, shown in openapi.json. */
  about: string
  /** Calls a minute where the common limits are too generous. */
  perMinute?: number
}

const t = initTRPC.context<Context>().meta<ProcedureMeta>().create({ isDev: false })

/** Groups procedures under a name: `router({ appeals: router({ submit }) })` answers to `appeals.submit`. */
export const router = t.router

/** What every procedure is given besides its input. */
export interface QueryScope {
  deps: Deps
  db: Database
  /** Guests have none; procedures open to guests check it. */
  caller: Caller
  now: Date
  context: Context
}

export interface MutationScope extends QueryScope {
  tx: Tx
}

const scopeOf = (ctx: Context): QueryScope => ({
  deps: ctx.deps,
  db: ctx.deps.db,
  // Dispatch lets a caller be absent only where `callers` is 'anyone'; those procedures look at `context.caller`.
  caller: ctx.caller as Caller,
  now: ctx.now,
  context: ctx,
})

/** Reads: no transaction is opened. `input` and `output` are strict. */
export function query<I extends z.ZodRawShape, O extends z.ZodType>(
  meta: ProcedureMeta,
  input: I,
  output: O,
  run: (scope: QueryScope, input: z.output<z.ZodObject<I, z.core.$strict>>) => Promise<z.input<O>>,
) {
  return t.procedure
    .meta(meta)
    .input(z.strictObject(input))
    .output(output as unknown as z.ZodType<z.output<O>, z.output<O>>)
    .query(({ ctx, input: given }) => run(scopeOf(ctx), given as z.output<z.ZodObject<I, z.core.$strict>>) as never)
}

const keyed = { key: z.uuid() }

type Given<I extends z.ZodRawShape> = z.output<z.ZodObject<I & typeof keyed, z.core.$strict>>

/** Changes: one transaction, in which the answer is stored under the input's `key`, so that a repeat has no second effect. */
export function mutation<I extends z.ZodRawShape, O extends z.ZodType>(
  meta: ProcedureMeta,
  input: I,
  output: O,
  run: (scope: MutationScope, input: Given<I>) => Promise<z.input<O>>,
) {
  return preparedMutation(meta, input, output, undefined, run)
}

/** A mutation that must first ask the outside, before any transaction: whose is this login code? */
export function preparedMutation<I extends z.ZodRawShape, O extends z.ZodType, P>(
  meta: ProcedureMeta,
  input: I,
  output: O,
  prepare: ((scope: QueryScope, input: Given<I>) => Promise<P>) | undefined,
  run: (scope: MutationScope & { prepared: P }, input: Given<I>) => Promise<z.input<O>>,
) {
  return t.procedure
    .meta(meta)
    .input(z.strictObject({ ...keyed, ...input }))
    .output(output as unknown as z.ZodType<z.output<O>, z.output<O>>)
    .mutation(({ ctx, input: raw, path }) => {
      const given = raw as unknown as Given<I> & { key: string }
      const ask = prepare && (() => prepare(scopeOf(ctx), given))
      return once(ctx, { key: given.key, path, input: raw }, ask, (tx, prepared) =>
        run({ ...scopeOf(ctx), tx, prepared: prepared as P }, given),
      ) as never
    })
}
