import type { ValueField } from '../../contract/items'
import type { Deps } from '../../kernel/context'
import type { Tx } from '../../kernel/database/open'
import { conflict, notFound } from '../../kernel/errors'
import { emit } from '../../kernel/events/store'
import { slotOf } from '../facts/rules'
import { readValue, sameness } from '../facts/sealed'
import { eraseValuesOf, insertHistory, setValueState, valuesOf } from '../facts/store'
import { type Teller, tellField } from '../facts/tell'
import { entrustAnew } from '../guardianships/merged/store'
import { moveIn, moveOut } from '../homes/move'
import { residenciesOf } from '../homes/store'
import { projectPerson } from '../residents/project'
import { grantsOf } from '../roles/store'
import { tagsOf } from '../tags/store'
import { addTag, removeTag } from '../tags/tag'
import { accountsOf, lockPerson, markMerged } from './store'

interface Merging {
  /** Whose record ends; has no account. */
  fromId: string
  /** Who goes on. */
  intoId: string
  now: Date
}

/** Both have an ID number, and not the same: two people, whatever else agrees. */
export async function haveTwoIdNumbers(tx: Tx, ids: readonly [string, string]): Promise<boolean> {
  const digestOf = async (id: string) =>
    (await valuesOf(tx, id, ['idNumber'])).find(({ state }) => state === 'current')?.digest ?? null
  const [one, other] = [await digestOf(ids[0]), await digestOf(ids[1])]
  return one !== null && other !== null && one !== other
}

type Known = Awaited<ReturnType<typeof read>>

/**
 * Two records turn out to be one person: values, tags and residencies of the one are told of the other, each with its own
 * source and `merge.<fromId>` as reference; conflicting values stand in dispute. Who acts for the one, and what was agreed to,
 * is the other's; orders follow by `person.merged`.
 * Faults: record.not_found; person.has_account where the one that would end has an account or a role;
 * person.two_id_numbers.
 */
export async function mergePeople(deps: Deps, tx: Tx, by: Teller, { fromId, intoId, now }: Merging): Promise<void> {
  // Who has an account first, always: two mergers then wait for each other instead of deadlocking.
  for (const id of [intoId, fromId]) if (!(await lockPerson(tx, id))) throw notFound()
  const [accounts, grants] = [await accountsOf(tx, [fromId]), await grantsOf(tx, fromId, now)]
  if (accounts.length + grants.length > 0)
    throw conflict('person.has_account', '登记里的这一位已经有账号，不能并到别人名下')
  if (await haveTwoIdNumbers(tx, [fromId, intoId]))
    throw conflict('person.two_id_numbers', '两份登记的身份证号不一样，不是同一个人，请先核对')
  const known = await read(deps, tx, fromId, now)
  await empty(deps, tx, by, known, { fromId, intoId, now })
  await retell(deps, tx, by, known, { fromId, intoId, now })
  for (const [personId, subjectId] of [
    [fromId, intoId],
    [intoId, fromId],
  ] as const)
    await insertHistory(tx, {
      ...lineBy(deps, by, now),
      personId,
      subject: 'person',
      subjectId,
      name: null,
      action: 'merge',
    })
  await entrustAnew(tx, { fromId, intoId, now })
  await emit(deps, tx, 'person.merged', { fromId, intoId })
}

const lineBy = (deps: Deps, { actorId, source, communityId }: Teller, at: Date) => ({
  id: deps.newId(),
  actorId,
  source,
  communityId,
  at,
})

async function read({ encryption }: Deps, tx: Tx, personId: string, now: Date) {
  const rows = await valuesOf(tx, personId)
  const values = rows
    .filter(({ erasedAt }) => erasedAt === null)
    .map((row) => ({ ...row, value: readValue(encryption, row) }))
    // What counted first: the rest then stands in dispute with it again.
    .sort((a, b) => Number(b.state === 'current') - Number(a.state === 'current'))
  return { values, residencies: await residenciesOf(tx, personId, now), tags: await tagsOf(tx, personId) }
}

/** Takes everything off the record that ends: an ID number is one person's only, and nobody is counted twice. */
async function empty(deps: Deps, tx: Tx, by: Teller, known: Known, { fromId, intoId, now }: Merging): Promise<void> {
  await moveOut(deps, tx, by, { personId: fromId, now })
  for (const { tag, communityId } of known.tags)
    await removeTag(deps, tx, { ...by, communityId }, { personId: fromId, tag, now })
  for (const { id, field, itemId, state } of known.values)
    await insertHistory(tx, {
      ...lineBy(deps, by, now),
      personId: fromId,
      subject: 'value',
      subjectId: id,
      name: slotOf(field, itemId),
      action: state === 'current' ? 'erase' : 'reject',
    })
  await setValueState(
    tx,
    known.values.map(({ id }) => id),
    'superseded',
  )
  await eraseValuesOf(tx, fromId, now)
  await projectPerson(deps, tx, fromId, now)
  await markMerged(tx, fromId, intoId, now)
}

async function retell(deps: Deps, tx: Tx, by: Teller, known: Known, { fromId, intoId, now }: Merging): Promise<void> {
  const from = { actorId: by.actorId, sourceRef: `merge.${fromId}` }
  // What is said of one item stays together, also where it turns out to be one that the other has.
  const itemIds = new Map<string, string>()
  for (const { field, itemId, value, validUntil, source, communityId } of known.values) {
    if (itemId && !itemIds.has(itemId))
      itemIds.set(itemId, (await itemLike(deps, tx, intoId, { field, value })) ?? itemId)
    const told = { personId: intoId, field, itemId: itemId && itemIds.get(itemId)!, value, validUntil, now }
    await tellField(deps, tx, { ...from, source, communityId }, told)
  }
  for (const { source, communityId, homeId, relation, share, isHead, livesThere, since } of known.residencies)
    await moveIn(
      deps,
      tx,
      { ...from, source, communityId },
      { personId: intoId, homeId, relation, share, isHead, livesThere, since, now },
    )
  for (const { source, communityId, tag, validUntil } of known.tags)
    await addTag(deps, tx, { ...from, source, communityId }, { personId: intoId, tag, validUntil, now })
}

/** The item of a person that says the very same: a car that both records have is one car. */
async function itemLike(
  { encryption }: Deps,
  tx: Tx,
  personId: string,
  { field, value }: { field: ValueField; value: string },
): Promise<string | null> {
  const digest = sameness(encryption, field, value)
  return (await valuesOf(tx, personId, [field])).find((row) => row.digest === digest)?.itemId ?? null
}
