import type { Deps } from '../../kernel/context'
import type { Tx } from '../../kernel/database/open'
import { tellField } from '../../registry/facts/tell'
import { normalisePhone } from '../../registry/people/masking'
import { insertPerson, namesOf, peopleByPhone } from '../../registry/people/store'
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

async function personOf(deps: Making, tx: Tx, who: { name: string; phone: string; now: Date }): Promise<string> {
  const { name, phone, now } = who
  const known = await peopleByPhone(tx, deps.encryption, phone)
  const names = await namesOf(tx, known)
  const same = known.find((id) => names.get(id) === name)
  if (same) return same
  const personId = deps.newId()
  // Whoever works the shell is no person of the registry: the officer vouches for their own record.
  const teller = { actorId: personId, source: 'import' as const, communityId: null }
  await insertPerson(tx, { id: personId, source: teller.source, now })
  await tellField(deps, tx, teller, { personId, field: 'name', value: name, now })
  await tellField(deps, tx, teller, { personId, field: 'phone', value: phone, now })
  return personId
}
