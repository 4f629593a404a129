import { ACKNOWLEDGE_KEY } from '../../contract/alarms'
import type { Events } from '../../contract/events'
import type { Deps } from '../../kernel/context'
import type { Tx } from '../../kernel/database/open'
import { onEvent } from '../../kernel/events/handler'
import { acknowledge } from './answer'
import { ladderOfRing } from './store'

/** A key pressed while an alarm was read out answers it; one that was given back meanwhile is rung by another call. */
async function answer(deps: Deps, tx: Tx, pressed: Events['call.keyPressed']): Promise<void> {
  const { personId, key, subjectId: ringId } = pressed
  if (key !== ACKNOWLEDGE_KEY || ringId === null) return
  const ladder = await ladderOfRing(tx, ringId)
  if (ladder) await acknowledge(deps, tx, { ladderId: ladder.id, personId, how: 'key' })
}

export const answerByKey = onEvent('call.keyPressed', 'ladders.key', answer, { pace: 'urgent' })
