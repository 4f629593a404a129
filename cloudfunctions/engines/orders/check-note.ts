import type { Deps } from '../../kernel/context'
import type { Tx } from '../../kernel/database/open'
import { emit } from '../../kernel/events/store'
import type { Effect, Outcome } from '../../kernel/outbox/effect'
import { wordsPass } from '../../registry/roles/vouch'
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
    const passed = await wordsPass(deps, note.authorId, note.text)
    // Whoever closed their account meanwhile cannot be asked for; their words stay unseen.
    if (passed === null) return { result: 'dropped', error: 'no account' }
    await deps.db.transaction((tx) => settle(deps, tx, noteId, passed))
    return { result: 'done' }
  },
}

async function settle(deps: Deps, tx: Tx, noteId: string, passed: boolean): Promise<void> {
  const note = await setNoteCheck(tx, noteId, passed ? 'passed' : 'refused')
  const order = note && (await orderById(tx, note.orderId))
  if (!note || !order) return
  await signalOrder(deps, tx, order)
  await emit(deps, tx, 'content.checked', { subject: 'note', subjectId: noteId, passed, authorId: note.authorId })
}
