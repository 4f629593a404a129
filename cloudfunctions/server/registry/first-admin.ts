import type { Deps } from '../../kernel/context'
import type { Tx } from '../../kernel/database/open'
import { readValue } from '../../registry/facts/sealed'
import { verifiedPhoneOf } from '../../registry/facts/store'
import { tellField } from '../../registry/facts/tell'
import { normalisePhone } from '../../registry/people/masking'
import { NEW_PERSON_NAME } from '../../registry/people/names'
import { accountsOf, insertPerson, namesOf, peopleByPhone } from '../../registry/people/store'
import { Refusal } from './refusal'
import { alone, countiesNamed, hasOfficer, insertOfficer } from './store'

type Making = Pick<Deps, 'db' | 'encryption' | 'newId' | 'clock'>

const NAME_MAX = 30

/**
 * Makes a person, found by phone and name or new, officer of a county. Answers the county's name. Throws Refusal: no such
 * county or several, a phone that is none, an officer is there already.
 */
export async function makeFirstAdmin(
  deps: Making,
  given: { phone: string; name: string; place: string; isForced: boolean },
): Promise<string> {
  const phone = normalisePhone(given.phone)
  if (!phone) throw new Refusal('The phone is not a mainland number.')
  const name = given.name.trim()
  if (name === '' || [...name].length > NAME_MAX) throw new Refusal(`A name has 1 to ${NAME_MAX} characters.`)
  return deps.db.transaction(async (tx) => {
    await alone(tx)
    const counties = await countiesNamed(tx, given.place.trim())
    if (counties.length === 0) throw new Refusal('There is no such county. Import the places first.')
    const [county, other] = counties
    if (other) throw new Refusal("Several counties have this name: give the county's id.")
    const now = deps.clock.now()
    if (!given.isForced && (await hasOfficer(tx, county!.id, now)))
      throw new Refusal(
        `${county!.name} has an officer already, who appoints others on screen. --force adds one all the same.`,
      )
    const personId = await personOf(deps, tx, { name, phone, now })
    await insertOfficer(tx, { id: deps.newId(), personId, placeId: county!.id, grantedAt: now })
    return county!.name
  })
}

/** Whoever has signed in by this phone comes first, be it without a name; else the record, to be taken up by the phone. */
async function personOf(deps: Making, tx: Tx, who: { name: string; phone: string; now: Date }): Promise<string> {
  const { name, phone, now } = who
  const known = await peopleByPhone(tx, deps.encryption, phone)
  const names = await namesOf(tx, known)
  const isNamed = (id: string) => names.get(id) === name
  const signedIn = await signedInBy(deps, tx, known, phone)
  const nameless = signedIn.filter((id) => names.get(id) === NEW_PERSON_NAME)
  const found = signedIn.find(isNamed) ?? (nameless.length === 1 ? nameless[0] : known.find(isNamed))
  if (found && isNamed(found)) return found
  const personId = found ?? deps.newId()
  // Whoever works the shell is no person of the registry: the officer vouches for their own record.
  const teller = { actorId: personId, source: 'import' as const, communityId: null }
  if (!found) await insertPerson(tx, { id: personId, source: teller.source, now })
  await tellField(deps, tx, teller, { personId, field: 'name', value: name, now })
  await tellField(deps, tx, teller, { personId, field: 'phone', value: phone, now })
  return personId
}

/** Of these people those who sign in and whose phone WeChat has verified. */
async function signedInBy(deps: Making, tx: Tx, ids: readonly string[], phone: string): Promise<string[]> {
  const accounts = await accountsOf(tx, ids)
  const verified = await Promise.all(accounts.map(({ personId }) => verifiedPhoneOf(tx, personId)))
  return accounts
    .filter((_, i) => verified[i] && readValue(deps.encryption, verified[i]) === phone)
    .map(({ personId }) => personId)
}
