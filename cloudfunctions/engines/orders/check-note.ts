import { isSystem } from '../../kernel/api-keys/store'
import type { Deps } from '../../kernel/context'
import type { Tx } from '../../kernel/database/open'
import { emit } from '../../kernel/events/store'
import type { Effect, Outcome } from '../../kernel/outbox/effect'
import { openidOf } from '../../registry/people/store'
import { grantsOf } from '../../registry/roles/store'
import { signalOrder } from './signals'
import { notesByIds, orderById, setNoteCheck } from './store'

interface Payload {
  noteId: string
}

/**
 * WeChat's text check of a note. `pass` shows it to all who may see the order; `review` and `risky` keep it with its
 * author. While WeChat cannot be reached it stays pending and is asked again.
 */
export const checkNote: Effect<Payload> = {
  kind: 'orders.checkNote',
  attemptsMax: 1000,
  afterCrash: 'again',
  async run(deps, { noteId }): Promise<Outcome> {
    const [note] = await notesByIds(deps.db, [noteId])
    if (!note?.text || note.checkState !== 'pending') return { result: 'done' }
    const openid = await openidOf(deps.db, note.authorId)
    const vouches = openid === null && (await mayVouch(deps, note.authorId))
    // Whoever closed their account meanwhile cannot be asked for; their words stay unseen.
    if (openid === null && !vouches) return { result: 'dropped', error: 'no account' }
    const passed = vouches || (await deps.wechat.checkText(openid!, note.text, 'forum')).suggestion === 'pass'
    await deps.db.transaction((tx) => settle(deps, tx, noteId, passed))
    return { result: 'done' }
  },
}

/** Staff at a desk browser and other systems have no WeChat account to check for: they vouch by their role or key. */
const mayVouch = async (deps: Deps, authorId: string): Promise<boolean> =>
  (await grantsOf(deps.db, authorId, deps.clock.now())).length > 0 || (await isSystem(deps.db, authorId))

async function settle(deps: Deps, tx: Tx, noteId: string, passed: boolean): Promise<void> {
  const note = await setNoteCheck(tx, noteId, passed ? 'passed' : 'refused')
  const order = note && (await orderById(tx, note.orderId))
  if (!note || !order) return
  await signalOrder(deps, tx, order)
  await emit(deps, tx, 'content.checked', { subject: 'note', subjectId: noteId, passed, authorId: note.authorId })
}
