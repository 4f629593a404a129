import { ITEM_UNDO_MINUTES, ITEMS_MAX, type ItemKind, isOwnItem } from '../../../contract/items'
import type { Deps } from '../../../kernel/context'
import type { Tx } from '../../../kernel/database/open'
import { conflict, notFound } from '../../../kernel/errors'
import { lockPerson } from '../../people/store'
import { isSurer, replay, slotOf } from '../rules'
import { type Recording, sameness } from '../sealed'
import {
  type HistoryRow,
  historyOf,
  lapsedValues,
  setValueState,
  type ValueRow,
  valueById,
  valuesOf,
  valuesOfItem,
} from '../store'
import { changedMeanwhile, rememberValue, type Teller, type Told, tellField } from '../tell'

export interface TellingItem {
  personId: string
  kind: ItemKind
  /** Which one; null for one that is new. */
  itemId: string | null
  /** As `readItem` gives it. */
  value: string
  validUntil?: Date | null
  now: Date
  seenId?: string | null
}

/**
 * Writes down what somebody says of an item of a person; one that says the same as another is that one.
 * Faults: record.not_found, person.changed_meanwhile, item.too_many.
 */
export async function tellItem(
  deps: Recording,
  tx: Tx,
  teller: Teller,
  { kind, itemId, ...given }: TellingItem,
): Promise<Told & { itemId: string }> {
  const { personId, value } = given
  if (!(await lockPerson(tx, personId))) throw notFound()
  const known = await valuesOf(tx, personId, [kind])
  const digest = sameness(deps.encryption, kind, value)
  const alike = known.find((row) => row.state === 'current' && row.digest === digest)
  const isKnown = known.some((row) => row.itemId === itemId)
  if (itemId && !isKnown && (await valuesOfItem(tx, personId, itemId)).length === 0) throw notFound()
  // Who writes down once more what is there already has not seen it, and needs not.
  const { seenId: _unseen, ...again } = given
  const told = itemId
    ? { ...given, itemId }
    : alike
      ? { ...again, itemId: alike.itemId! }
      : { ...given, itemId: deps.newId() }
  if (!itemId && !alike && new Set(known.map((row) => row.itemId)).size >= ITEMS_MAX)
    throw conflict('item.too_many', `最多登记 ${ITEMS_MAX} 个，请先去掉不用的`)
  return { ...(await tellField(deps, tx, teller, { ...told, field: kind })), itemId: told.itemId }
}

/**
 * Ends an item with all that is said of it: sold, moved away, healed. Answers the value that counted; null when it has
 * ended already. Faults: record.not_found; person.changed_meanwhile; item.verified where somebody surer said it.
 */
export async function endItem(
  deps: Recording,
  tx: Tx,
  teller: Teller,
  given: { personId: string; itemId: string; seenId?: string; now: Date },
): Promise<string | null> {
  const { personId, itemId, now } = given
  if (!(await lockPerson(tx, personId))) throw notFound()
  const known = await valuesOfItem(tx, personId, itemId)
  if (known.length === 0) throw notFound()
  const standing = known.filter(({ state }) => state === 'current' || state === 'conflicting')
  const current = standing.find(({ state }) => state === 'current')
  if (!current) return null
  if (given.seenId && given.seenId !== current.id) throw changedMeanwhile()
  if (isSurer(current.source, teller.source))
    throw conflict('item.verified', '这一项核实过，请网格员来去掉，或者提出更正')
  await endStanding(deps, tx, teller, standing, { current, now })
  return current.id
}

async function endStanding(
  deps: Recording,
  tx: Tx,
  teller: Teller,
  standing: readonly ValueRow[],
  { current, now }: { current: ValueRow; now: Date },
): Promise<void> {
  await setValueState(
    tx,
    standing.map(({ id }) => id),
    'ended',
  )
  const slot = slotOf(current.field, current.itemId)
  const line = { personId: current.personId, valueId: current.id, slot, action: 'end' as const, now }
  await rememberValue(deps, tx, teller, line)
}

/**
 * Takes back the last thing a person has just done to an item of theirs: what counted and what waited before does so again,
 * each with its own source; what was new ends. Faults: record.not_found, item.too_late_to_undo.
 */
export async function undoOwnItem(
  deps: Recording,
  tx: Tx,
  { personId, valueId, now }: { personId: string; valueId: string; now: Date },
): Promise<void> {
  if (!(await lockPerson(tx, personId))) throw notFound()
  const told = await valueById(tx, valueId)
  if (told?.personId !== personId || !told.itemId || !isOwnItem(told.field)) throw notFound()
  const slot = slotOf(told.field, told.itemId)
  const lines = (await historyOf(tx, personId)).filter(({ name }) => name === slot)
  const last = lines.at(-1)
  if (!last || !isFreshlyOwn(last, { personId, valueId, now })) throw tooLate()
  const by = { actorId: personId, source: 'self' as const, communityId: null }
  const line = { personId, slot, now }
  if (last.action === 'dispute') {
    await setValueState(tx, [valueId], 'rejected')
    return rememberValue(deps, tx, by, { ...line, valueId, action: 'reject' })
  }
  const before = replay(lines.slice(0, -1))
  const counted = before.current.get(slot)
  if (!counted) return endStanding(deps, tx, by, [told], { current: told, now })
  const waited = [...(before.disputed.get(slot) ?? [])]
  await setValueState(tx, [valueId], 'superseded')
  await setValueState(tx, [counted], 'current')
  await setValueState(tx, waited, 'conflicting')
  await rememberValue(deps, tx, by, { ...line, valueId: counted, action: 'choose' })
  for (const id of waited) await rememberValue(deps, tx, by, { ...line, valueId: id, action: 'dispute' })
}

const isFreshlyOwn = (
  { action, actorId, source, subjectId, at }: HistoryRow,
  { personId, valueId, now }: { personId: string; valueId: string; now: Date },
): boolean =>
  ['set', 'dispute', 'end'].includes(action) &&
  actorId === personId &&
  source === 'self' &&
  subjectId === valueId &&
  now.getTime() - at.getTime() <= ITEM_UNDO_MINUTES * 60_000

const tooLate = () => conflict('item.too_late_to_undo', '过了能撤销的时候，请直接改')

const LAPSED_AT_ONCE = 100

/** Ends items whose term is over. Answers how many. Safe in several processes at once. */
export async function lapseItems(deps: Deps): Promise<number> {
  const now = deps.clock.now()
  const due = await lapsedValues(deps.db, now, LAPSED_AT_ONCE)
  for (const { id, personId, itemId, actorId, source, communityId } of due)
    await deps.db.transaction(async (tx) => {
      if (!(await lockPerson(tx, personId))) return
      const standing = (await valuesOf(tx, personId)).filter((row) => row.itemId === itemId)
      const current = standing.find((row) => row.id === id && row.state === 'current')
      if (current) await endStanding(deps, tx, { actorId, source, communityId }, standing, { current, now })
    })
  return due.length
}
