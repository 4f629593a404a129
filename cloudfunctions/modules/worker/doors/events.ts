import { clockText } from '../../../engines/messages/clock-text'
import { send } from '../../../engines/messages/send'
import { onEvent } from '../../../kernel/events/handler'
import { namesOf, pathOf } from '../../../registry/places/store'
import { holdersAt } from '../../../registry/roles/store'
import { listed } from './messages'

/** The workers of the grid hear of a new list, once each. */
export const tellOfDoors = onEvent(
  'doors.listed',
  'doors.tellWorkers',
  async (deps, tx, { listId, gridId }, eventId) => {
    const now = deps.clock.now()
    const [placePath, names] = [await pathOf(tx, gridId), await namesOf(tx, [gridId])]
    const to = await holdersAt(tx, { roles: ['gridWorker'], placePath, now })
    const params = { listId, gridName: names.get(gridId) ?? '', at: clockText(now) }
    await send(deps, tx, { kind: listed, to, params, subjectId: listId, dedupeKey: eventId })
  },
)
