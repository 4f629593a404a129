import { PERSON_FIELDS, type PersonField } from '../../../contract/registry'
import type { Deps } from '../../../kernel/context'
import type { Tx } from '../../../kernel/database/open'
import { conflict, Fault, forbidden, invalid } from '../../../kernel/errors'
import { isUnwritableOfMinors, lacksGuardiansConsent } from '../../../registry/consents/minors'
import { readField } from '../../../registry/facts/read-field'
import { readValue } from '../../../registry/facts/sealed'
import { valueById, valuesOf } from '../../../registry/facts/store'
import { chooseValue, type Teller, type Told, tellField } from '../../../registry/facts/tell'
import { holderOfIdNumber, namesOf } from '../../../registry/people/store'
import { shownValue } from './present'

interface Scope {
  deps: Deps
  tx: Tx
  now: Date
}

export const ID_NUMBER_TAKEN = () => conflict('person.id_number_taken', '这个身份证号已经登记在另一个人名下，请核对')

/** What counts now, as the refusal tells it to whoever was too late. */
async function changedTo({ deps, tx }: Scope, personId: string, field: PersonField): Promise<Fault> {
  const now = (await valuesOf(tx, personId, [field])).find(({ state }) => state === 'current')
  const { label } = PERSON_FIELDS[field]
  if (!now) return conflict('person.changed_meanwhile', `${label}刚被别人改过，请看看现在的内容再改`)
  const names = await namesOf(tx, [now.actorId])
  const { shown } = shownValue(field, readValue(deps.encryption, now))
  const who = names.get(now.actorId) ?? '别人'
  return conflict('person.changed_meanwhile', `${label}刚由${who}改成了「${shown}」，请看看哪个对，再改一次`)
}

/** Corrects one field from what stood on the screen. Faults: input.invalid, person.changed_meanwhile, person.id_number_taken, person.no_guardian. */
export async function correctField(
  scope: Scope,
  teller: Teller,
  given: { personId: string; field: PersonField; text: string; seenId: string | null },
): Promise<Told> {
  const { deps, tx, now } = scope
  const { personId, field, text, seenId } = given
  const read = readField(field, text, now)
  if ('problem' in read) throw invalid({ value: read.problem }, read.problem)
  if (isUnwritableOfMinors(field) && (await lacksGuardiansConsent(tx, personId, now)))
    throw conflict('person.no_guardian', '孩子不满 14 岁，要监护人同意了才能登记这一项')
  if (field === 'idNumber') {
    const holder = await holderOfIdNumber(tx, deps.encryption, read.value)
    if (holder && holder !== personId) throw ID_NUMBER_TAKEN()
  }
  try {
    return await tellField(deps, tx, teller, { personId, field, value: read.value, seenId, now })
  } catch (cause) {
    if (cause instanceof Fault && cause.code === 'person.changed_meanwhile')
      throw await changedTo(scope, personId, field)
    throw cause
  }
}

/**
 * Decides between values that contradict each other. What the community has verified a grid worker leaves to it.
 * Faults: record.not_found, person.changed_meanwhile, access.forbidden, person.id_number_taken.
 */
export async function decideDispute(
  scope: Scope,
  teller: Teller,
  { personId, valueId }: { personId: string; valueId: string },
): Promise<void> {
  const { deps, tx, now } = scope
  const chosen = await valueById(tx, valueId)
  if (chosen?.personId === personId) {
    const known = await valuesOf(tx, personId, [chosen.field])
    const isVerified = known.some(({ itemId, source }) => itemId === chosen.itemId && source === 'secretary')
    if (teller.source !== 'secretary' && isVerified) throw forbidden('这一项社区核实过，请社区来定')
    if (chosen.field === 'idNumber') {
      const holder = await holderOfIdNumber(tx, deps.encryption, readValue(deps.encryption, chosen))
      if (holder && holder !== personId) throw ID_NUMBER_TAKEN()
    }
  }
  await chooseValue(deps, tx, teller, { personId, valueId, now })
}
