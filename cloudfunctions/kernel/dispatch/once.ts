import { createHash } from 'node:crypto'
import type { Context } from '../context'
import type { Tx } from '../database/open'
import { conflict } from '../errors'
import { findAnswer, reserveKey, storeAnswer } from './store'

/**
 * Runs a mutation at most once per caller and key. The key is reserved first: a simultaneous repeat waits for the
 * first to end, then gets its answer. A refused or failed call leaves no trace, so its key may be tried again.
 */
export async function once<T>(
  ctx: Context,
  key: string,
  path: string,
  input: unknown,
  run: (tx: Tx) => Promise<T>,
): Promise<T> {
  const { deps } = ctx
  const who = ctx.caller?.personId ?? 'guest'
  const inputHash = createHash('sha256').update(path).update(JSON.stringify(input)).digest()
  const place = `answers.answer_sealed.${who}.${key}`
  const answer = await deps.db.transaction(async (tx) => {
    if (!(await reserveKey(tx, { personId: who, key, path, inputHash, createdAt: ctx.now }))) {
      const stored = await findAnswer(tx, who, key)
      if (!stored?.answerSealed || !stored.inputHash.equals(inputHash))
        throw conflict('key.reused', '这次提交和上一次的内容对不上，请回到上一页重新提交')
      return JSON.parse(deps.encryption.open(stored.answerSealed, place)) as T
    }
    const result = await run(tx)
    await storeAnswer(tx, who, key, deps.encryption.seal(JSON.stringify(result), place))
    return result
  })
  deps.wake()
  return answer
}
