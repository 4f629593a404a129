import { isItemKind } from '../../contract/items'
import type { PersonTag } from '../../contract/registry'
import type { Deps } from '../../kernel/context'
import type { Tx } from '../../kernel/database/open'
import { conflict, notFound } from '../../kernel/errors'
import { emit } from '../../kernel/events/store'
import { isSurer, replay, slotOf } from '../facts/rules'
import { readValue } from '../facts/sealed'
import { eraseValues, historyOf, insertHistory, setValueState, type ValueRow, valuesOf } from '../facts/store'
import { rememberValue, type Teller, tellField } from '../facts/tell'
import { moveIn, moveOut } from '../homes/move'
import { type ResidencyRow, residenciesOf } from '../homes/store'
import { projectPerson } from '../residents/project'
import { type TagRow, tagsOf } from '../tags/store'
import { addTag, removeTag } from '../tags/tag'
import { insertPerson, lockPerson } from './store'

/** Of one kind of thing: what goes to the other person alone, and what both of them have. */
export interface Parted<T> {
  gone: readonly T[]
  both: readonly T[]
}

export interface Splitting {
  personId: string
  valueIds: Parted<string>
  homeIds: Parted<string>
  /** In the teller's community. */
  tags: Parted<PersonTag>
  /** Orders that the other person asked for. */
  orderIds: readonly string[]
  now: Date
}

type PlacedTeller = Teller & { communityId: string }

const isPicked = <T>({ gone, both }: Parted<T>, one: T) => gone.includes(one) || both.includes(one)

/**
 * One record turns out to be of two people: what is chosen is told of a new person, each with its own source and
 * `split.<personId>` as reference. Where something goes, what was said before it counts again. Orders follow by
 * `person.split`. Answers the new person's id. Faults: record.not_found; person.changed_meanwhile where something chosen
 * does not count any more.
 */
export async function splitPerson(deps: Deps, tx: Tx, by: PlacedTeller, splitting: Splitting): Promise<string> {
  const { personId, now } = splitting
  if (!(await lockPerson(tx, personId))) throw notFound()
  const chosen = await read(tx, by, splitting)
  const told = chosen.values.map((row) => ({ ...row, value: readValue(deps.encryption, row) }))
  const newId = deps.newId()
  await takeAway(deps, tx, by, { ...splitting, chosen })
  await insertPerson(tx, { id: newId, source: by.source, now })
  const from = { actorId: by.actorId, sourceRef: `split.${personId}` }
  for (const { field, itemId, value, validUntil, source, communityId } of told)
    await tellField(
      deps,
      tx,
      { ...from, source, communityId },
      { personId: newId, field, itemId, value, validUntil, now },
    )
  for (const { source, communityId, homeId, relation, share, isHead, livesThere, since } of chosen.residencies) {
    const home = { personId: newId, homeId, relation, share, isHead, livesThere, since, now }
    await moveIn(deps, tx, { ...from, source, communityId }, home)
  }
  for (const { source, communityId, tag, validUntil } of chosen.tags)
    await addTag(deps, tx, { ...from, source, communityId }, { personId: newId, tag, validUntil, now })
  await rememberSplit(deps, tx, by, [personId, newId], now)
  await emit(deps, tx, 'person.split', { fromId: personId, newId, orderIds: [...splitting.orderIds] })
  return newId
}

interface Chosen {
  /** What counted first, so that it does so again. */
  values: ValueRow[]
  residencies: ResidencyRow[]
  tags: TagRow[]
}

/** All that goes to the other person, as it stands now. */
async function read(tx: Tx, { communityId }: PlacedTeller, splitting: Splitting): Promise<Chosen> {
  const { personId, valueIds, homeIds, tags, now } = splitting
  const values = (await valuesOf(tx, personId)).filter(({ id }) => isPicked(valueIds, id))
  const residencies = (await residenciesOf(tx, personId, now)).filter(({ homeId }) => isPicked(homeIds, homeId))
  const borne = (await tagsOf(tx, personId)).filter((row) => row.communityId === communityId && isPicked(tags, row.tag))
  const asked = [valueIds, homeIds, tags].reduce((sum, { gone, both }) => sum + gone.length + both.length, 0)
  if (values.length + residencies.length + borne.length !== asked)
    throw conflict('person.changed_meanwhile', '登记刚被别人改过，请看看现在的内容再分')
  values.sort((a, b) => Number(b.state === 'current') - Number(a.state === 'current') || (a.id < b.id ? -1 : 1))
  return { values, residencies, tags: borne }
}

async function takeAway(deps: Deps, tx: Tx, by: PlacedTeller, going: Splitting & { chosen: Chosen }): Promise<void> {
  const { personId, valueIds, homeIds, tags, now } = going
  for (const homeId of homeIds.gone) await moveOut(deps, tx, by, { personId, homeId, now })
  for (const tag of tags.gone) await removeTag(deps, tx, by, { personId, tag, now })
  const gone = going.chosen.values.filter(({ id }) => valueIds.gone.includes(id))
  for (const { id, field, itemId } of gone)
    await rememberValue(deps, tx, by, { personId, valueId: id, slot: slotOf(field, itemId), action: 'erase', now })
  await eraseValues(tx, valueIds.gone, now)
  for (const slot of new Set(gone.map(({ field, itemId }) => slotOf(field, itemId))))
    await restore(deps, tx, by, { personId, slot, goneIds: valueIds.gone, now })
  if (gone.some(({ field }) => !isItemKind(field))) await projectPerson(deps, tx, personId, now)
}

interface Restoring {
  personId: string
  slot: string
  goneIds: readonly string[]
  now: Date
}

/** Brings a slot to where it would stand had what is gone never been told. */
async function restore(deps: Deps, tx: Tx, by: Teller, { personId, slot, goneIds, now }: Restoring): Promise<void> {
  const lines = (await historyOf(tx, personId)).filter((line) => line.name === slot)
  const was = replay(lines.filter(({ subjectId }) => !goneIds.includes(subjectId)))
  const standing = (await valuesOf(tx, personId)).filter((row) => slotOf(row.field, row.itemId) === slot)
  const stands = (id: string, state: ValueRow['state']) => standing.some((row) => row.id === id && row.state === state)
  // Where nothing counted before, the surest of what waits does.
  const surest = [...standing].sort((a, b) =>
    isSurer(a.source, b.source) ? -1 : isSurer(b.source, a.source) ? 1 : 0,
  )[0]
  const current = was.current.get(slot) ?? surest?.id
  const remember = (valueId: string, action: 'choose' | 'dispute') =>
    rememberValue(deps, tx, by, { personId, valueId, slot, action, now })
  if (!current) return
  const waiting = new Set([
    ...(was.disputed.get(slot) ?? []),
    ...standing.filter(({ state }) => state === 'conflicting').map(({ id }) => id),
  ])
  waiting.delete(current)
  if (!stands(current, 'current')) {
    await setValueState(tx, [current], 'current')
    await remember(current, 'choose')
  } else if ([...waiting].every((id) => stands(id, 'conflicting'))) return
  await setValueState(tx, [...waiting], 'conflicting')
  for (const id of waiting) await remember(id, 'dispute')
}

async function rememberSplit(
  deps: Deps,
  tx: Tx,
  { actorId, source, communityId }: Teller,
  [personId, newId]: [string, string],
  at: Date,
): Promise<void> {
  for (const [of, other] of [
    [personId, newId],
    [newId, personId],
  ] as const)
    await insertHistory(tx, {
      id: deps.newId(),
      personId: of,
      subject: 'person',
      subjectId: other,
      name: null,
      action: 'split',
      actorId,
      source,
      communityId,
      at,
    })
}
