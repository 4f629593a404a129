import { type ItemKind, isItemKind, type ValueField } from '../../contract/items'
import { PERSON_FIELD_KEYS, PERSON_FIELDS, type PersonField } from '../../contract/registry'
import type { Executor } from '../../kernel/database/open'
import { dayOf } from '../people/days'
import { isMinor } from './rules'
import { agreesTo, birthOf } from './store'

/** Somebody must be reachable for the child, whatever was agreed to. */
const FOR_EMERGENCIES: readonly PersonField[] = ['contactName', 'contactPhone']

/**
 * What is closed of a child under 14 until a guardian has agreed (PIPL art. 31): every sealed field but whom to call. Such a
 * field is shown to no worker, not even masked, and revealed for no purpose; a new value is not taken down, but for the ID
 * number, by which the registry tells people apart. Name, birth, sex and home stay: without them no home is registered.
 */
const CLOSED: readonly PersonField[] = PERSON_FIELD_KEYS.filter(
  (field) => PERSON_FIELDS[field].isSensitive && !FOR_EMERGENCIES.includes(field),
)

/** Of what a person may have several of, the people to be reached stay. */
const OPEN_ITEMS: readonly ItemKind[] = ['contact', 'keyHolder']

export const isClosedOfMinors = (field: ValueField): boolean =>
  isItemKind(field) ? !OPEN_ITEMS.includes(field) : CLOSED.includes(field)
export const isUnwritableOfMinors = (field: ValueField): boolean => isClosedOfMinors(field) && field !== 'idNumber'

/** Under 14 now, and no guardian agrees. On the 14th birthday it is over by itself, as is the guardian's consent. */
export async function lacksGuardiansConsent(db: Executor, personId: string, now: Date): Promise<boolean> {
  return isMinor(await birthOf(db, personId), dayOf(now)) && !(await agreesTo(db, personId, 'minor', now))
}
