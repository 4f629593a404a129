import { createHash } from 'node:crypto'
import type { Context } from '../context'
import type { Executor, Tx } from '../database/open'
import { untilNotInTheWay } from '../database/retry'
import { conflict } from '../errors'
import { findAnswer, reserveKey, storeAnswer } from './store'

interface Keyed {
  key: string
  path: string
  input: unknown
}

/** Calls now being prepared in this process, so that simultaneous repeats ask the outside only once. */
const preparing = new Map<string, Promise<unknown>>()

/**
 * Runs a mutation at most once per caller and key. The key is reserved first: a simultaneous repeat waits for the
 * first to end, then gets its answer. A refused or failed call leaves no trace, so its key may be tried again.
 * With `prepare` a stored answer is looked for before asking the outside again.
 */
export async function once<P, T>(
  ctx: Context,
  call: Keyed,
  prepare: (() => Promise<P>) | undefined,
  run: (tx: Tx, prepared: P | undefined) => Promise<T>,
): Promise<T> {
  const who = ctx.caller?.personId ?? 'guest'
  if (!prepare) return inTransaction(ctx, who, call, (tx) => run(tx, undefined))
  const flight = `${who} ${call.key}`
  const running = preparing.get(flight)
  if (running) {
    await running.catch(() => {})
    return inTransaction(ctx, who, call, async () => {
      throw conflict('key.busy', '上一次还没办完，请再试一次')
    })
  }
  const whole = (async () => {
    const stored = await storedAnswer<T>(ctx, ctx.deps.db, who, call)
    if (stored) return stored.answer
    const prepared = await prepare()
    return inTransaction(ctx, who, call, (tx) => run(tx, prepared))
  })().finally(() => preparing.delete(flight))
  preparing.set(flight, whole)
  return whole
}

async function inTransaction<T>(ctx: Context, who: string, call: Keyed, run: (tx: Tx) => Promise<T>): Promise<T> {
  const { deps } = ctx
  const { key, path } = call
  const work = async (tx: Tx) => {
    if (!(await reserveKey(tx, { personId: who, key, path, inputHash: hashOf(call), createdAt: ctx.now }))) {
      const stored = await storedAnswer<T>(ctx, tx, who, call)
      if (!stored) throw keyReused()
      return stored.answer
    }
    const result = await run(tx)
    await storeAnswer(tx, who, key, deps.encryption.seal(JSON.stringify(result), placeOf(who, key)))
    return result
  }
  const answer = await untilNotInTheWay(() => deps.db.transaction(work))
  deps.wake()
  return answer
}

/** The answer to the same call under the same key; a different call under a used key is refused. */
async function storedAnswer<T>(ctx: Context, db: Executor, who: string, call: Keyed): Promise<{ answer: T } | null> {
  const stored = await findAnswer(db, who, call.key)
  if (!stored?.answerSealed) return null
  if (!stored.inputHash.equals(hashOf(call))) throw keyReused()
  return { answer: JSON.parse(ctx.deps.encryption.open(stored.answerSealed, placeOf(who, call.key))) as T }
}

const keyReused = () => conflict('key.reused', '这次提交和上一次的内容对不上，请回到上一页重新提交')
const placeOf = (who: string, key: string) => `answers.answer_sealed.${who}.${key}`
const hashOf = ({ path, input }: Keyed) => createHash('sha256').update(path).update(JSON.stringify(input)).digest()
