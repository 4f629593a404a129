import { PERSON_TAG_KEYS, PERSON_TAGS } from '../../../contract/registry'
import { DOOR_REASONS, DOOR_UNDO_MINUTES } from '../../../contract/worker/doors'
import type { WalkedEntry } from '../../../engines/doors/store'
import { dayOf } from '../../../registry/people/days'
import { ageOn } from '../../../registry/people/id-number'
import { maskName } from '../../../registry/people/masking'

/** What a worker at the door needs to know of somebody: which home, whom to ask for, what to mind. */
export const presentEntry = (row: WalkedEntry, now: Date) => ({
  id: row.id,
  homeLabel: row.homeLabel,
  name: maskName(row.name),
  age: row.birthDate ? ageOn(row.birthDate, dayOf(now)) : null,
  tags: PERSON_TAG_KEYS.filter((tag) => row.tags.includes(tag)).map((tag) => PERSON_TAGS[tag]),
  reason: row.reason,
  reasonLabel: DOOR_REASONS[row.reason],
})

/** Whoever made a mark takes it back for a while. */
export const isUndoable = (
  mark: { markedBy: string | null; markedAt: Date | null },
  viewerId: string,
  now: Date,
): boolean =>
  mark.markedBy === viewerId &&
  mark.markedAt !== null &&
  now.getTime() - mark.markedAt.getTime() <= DOOR_UNDO_MINUTES * 60_000
