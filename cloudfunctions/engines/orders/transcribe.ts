import { isAudio } from '../../contract/files'
import { ORDER_TEXT_MAX } from '../../contract/orders'
import type { Deps } from '../../kernel/context'
import type { Tx } from '../../kernel/database/open'
import { filesByIds, postgresContents } from '../../kernel/files/store'
import type { Effect, Outcome } from '../../kernel/outbox/effect'
import { enqueue } from '../../kernel/outbox/store'
import { SpeechError } from '../../kernel/speech/speech'
import { checkOf } from './notes'
import { raiseToEmergency } from './raise'
import { signalOrder } from './signals'
import { fileIdsOfNote, notesByIds, orderById, setTranscript } from './store'

interface Payload {
  noteId: string
}

/** With pauses growing to 10 minutes: about two days, in which a provider's quota returns. */
const ATTEMPTS_MAX = 300

/**
 * Hears a voice note that came without words, so that who works on the order can read and find it. The words are
 * checked like any others, and make the order an emergency where they tell of one. Whoever corrected or erased it meanwhile is not overwritten.
 */
export const transcribeNote: Effect<Payload> = {
  kind: 'orders.transcribeNote',
  attemptsMax: ATTEMPTS_MAX,
  afterCrash: 'again',
  run: (deps, { noteId }) => hear(deps, noteId),
}

async function hear(deps: Deps, noteId: string): Promise<Outcome> {
  if (!deps.speech) return { result: 'dropped', error: 'speech.off' }
  const [note] = await notesByIds(deps.db, [noteId])
  if (!note || note.text || note.erasedAt) return { result: 'done' }
  const voice = (await filesByIds(deps.db, await fileIdsOfNote(deps.db, noteId))).find(({ mime }) => isAudio(mime))
  const content = voice && (await postgresContents.get(deps.db, voice.id))
  if (!content || !isAudio(voice.mime)) return { result: 'dropped', error: 'speech.erased' }
  try {
    const text = await deps.speech.recognise({ mime: voice.mime, content })
    if (!text) return { result: 'dropped', error: 'speech.silent' }
    await deps.db.transaction((tx) => keep(deps, tx, noteId, [...text].slice(0, ORDER_TEXT_MAX).join('')))
    return { result: 'done' }
  } catch (error) {
    if (!(error instanceof SpeechError)) throw error
    return { result: error.problem === 'unclear' ? 'dropped' : 'retry', error: error.code }
  }
}

async function keep(deps: Deps, tx: Tx, noteId: string, text: string): Promise<void> {
  const note = await setTranscript(tx, noteId, text, deps.clock.now())
  const order = note && (await orderById(tx, note.orderId))
  if (!order) return
  await enqueue(deps, tx, [checkOf(noteId)])
  await signalOrder(deps, tx, order)
  const emergency = order.noteId === noteId ? deps.kinds.of(order.kind).emergencyIn(text) : null
  if (emergency) await raiseToEmergency(deps, tx, order.id, emergency)
}
