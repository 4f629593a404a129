import { isItemKind, type ValueField } from '../../contract/items'
import type { FactSource } from '../../contract/registry'
import type { Tx } from '../../kernel/database/open'
import { conflict, notFound } from '../../kernel/errors'
import { lockPerson } from '../people/store'
import { projectPerson } from '../residents/project'
import { settle, slotOf, type Weighed } from './rules'
import { type Recording, sameness, sealedOrPlain } from './sealed'
import {
  insertHistory,
  insertValue,
  type NewHistoryRow,
  setValueState,
  type ValueRow,
  valueById,
  valuesOf,
} from './store'

/** Who says something about a person, from which source, in which community, because of what. */
export interface Teller {
  actorId: string
  source: FactSource
  communityId: string | null
  sourceRef?: string | null
}

const termed = (same: string, until: Date | null) => (until ? `${same} ${until.toISOString()}` : same)
/** The same thing for another term is something else. */
const weigh = (row: ValueRow): Weighed => ({
  same: termed(row.plain ?? row.digest ?? '', row.validUntil),
  source: row.source,
})

/** What is told: a person's field, or one of their items, which may hold until a day. */
export interface Telling {
  personId: string
  field: ValueField
  itemId?: string | null
  value: string
  validUntil?: Date | null
  now: Date
  seenId?: string | null
}

export interface Told {
  outcome: 'nothing' | 'set' | 'dispute'
  /** The value that counts now. */
  currentId: string | null
  /** The value that was written; null where nothing was. */
  toldId: string | null
}

/**
 * Writes down what somebody says of a person's field or item: it becomes current, waits in dispute beside what is surer, or is
 * known already. `value` is normalised by the caller (`readField`). `seenId`: the value the teller had before them; if
 * another counts by now nothing is written. Faults: record.not_found, person.changed_meanwhile.
 */
export async function tellField(deps: Recording, tx: Tx, teller: Teller, given: Telling): Promise<Told> {
  const { personId, field, value, now, itemId = null, validUntil = null } = given
  if (!(await lockPerson(tx, personId))) throw notFound()
  const known = (await valuesOf(tx, personId, [field])).filter((row) => row.itemId === itemId)
  const current = known.find(({ state }) => state === 'current') ?? null
  if (given.seenId !== undefined && given.seenId !== (current?.id ?? null)) throw changedMeanwhile()
  const disputed = known.filter(({ state }) => state === 'conflicting')
  const same = termed(sameness(deps.encryption, field, value), validUntil)
  const outcome = settle(field, { same, source: teller.source }, current && weigh(current), disputed.map(weigh))
  if (outcome === 'nothing') return { outcome, currentId: current?.id ?? null, toldId: null }

  const valueId = deps.newId()
  if (outcome === 'set')
    await setValueState(tx, [...(current ? [current.id] : []), ...disputed.map(({ id }) => id)], 'superseded')
  await insertValue(tx, {
    id: valueId,
    personId,
    field,
    itemId,
    validUntil,
    ...sealedOrPlain(deps.encryption, field, valueId, value),
    state: outcome === 'set' ? 'current' : 'conflicting',
    source: teller.source,
    sourceRef: teller.sourceRef ?? null,
    communityId: teller.communityId,
    actorId: teller.actorId,
    at: now,
  })
  await rememberValue(deps, tx, teller, { personId, valueId, slot: slotOf(field, itemId), action: outcome, now })
  if (outcome === 'set' && !isItemKind(field)) await projectPerson(deps, tx, personId, now)
  return { outcome, currentId: outcome === 'set' ? valueId : (current?.id ?? null), toldId: valueId }
}

/**
 * Decides a dispute: the chosen value counts, the others are rejected.
 * Faults: record.not_found; person.changed_meanwhile where it is not in dispute any more.
 */
export async function chooseValue(
  deps: Recording,
  tx: Tx,
  teller: Teller,
  given: { personId: string; valueId: string; now: Date },
): Promise<void> {
  const { personId, valueId, now } = given
  if (!(await lockPerson(tx, personId))) throw notFound()
  const chosen = await valueById(tx, valueId)
  if (chosen?.personId !== personId) throw notFound()
  const known = (await valuesOf(tx, personId, [chosen.field])).filter((row) => row.itemId === chosen.itemId)
  if (!known.some(({ id }) => id === valueId) || known.length < 2) throw changedMeanwhile()
  const others = known.filter(({ id }) => id !== valueId)
  const wasCurrent = others.filter(({ state }) => state === 'current').map(({ id }) => id)
  await setValueState(tx, wasCurrent, 'superseded')
  await setValueState(
    tx,
    others.filter(({ state }) => state === 'conflicting').map(({ id }) => id),
    'rejected',
  )
  await setValueState(tx, [valueId], 'current')
  const slot = slotOf(chosen.field, chosen.itemId)
  await rememberValue(deps, tx, teller, { personId, valueId, slot, action: 'choose', now })
  await projectPerson(deps, tx, personId, now)
}

/** A line of history about a value. */
export function rememberValue(
  deps: Recording,
  tx: Tx,
  { actorId, source, communityId }: Teller,
  line: { personId: string; valueId: string; slot: string; action: NewHistoryRow['action']; now: Date },
): Promise<void> {
  return insertHistory(tx, {
    id: deps.newId(),
    personId: line.personId,
    communityId,
    subject: 'value',
    subjectId: line.valueId,
    name: line.slot,
    action: line.action,
    source,
    actorId,
    at: line.now,
  })
}

export const changedMeanwhile = () => conflict('person.changed_meanwhile', '这一项刚被别人改过，请看看现在的内容再改')
