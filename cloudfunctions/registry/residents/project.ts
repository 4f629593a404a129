import type { PersonField, PersonTag, Sex } from '../../contract/registry'
import type { Tx } from '../../kernel/database/open'
import { type Recording, readValue } from '../facts/sealed'
import { type ValueRow, valuesOf } from '../facts/store'
import { dwellingsOf } from '../homes/store'
import { dayOf } from '../people/days'
import { readIdNumber } from '../people/id-number'
import { NEW_PERSON_NAME } from '../people/names'
import { ID_NUMBER_INDEX, idNumberPlace, PHONE_INDEX, phonePlace } from '../people/sealed'
import { saveProjected } from '../people/store'
import { tagsOf } from '../tags/store'
import { gramsOfResident, phoneTail } from './grams'
import { countChanges, residentsOf } from './rules'
import { addCounts, endResidents, lockResidents, upsertResident } from './store'

const PROJECTED: readonly PersonField[] = ['name', 'phone', 'idNumber', 'birthDate', 'sex']

/**
 * Works out anew what `people`, `residents` and the counts say of a person, after a change of values, residencies or
 * tags in this transaction; the person's row is locked by whoever changed them.
 */
export async function projectPerson(deps: Recording, tx: Tx, personId: string, now: Date): Promise<void> {
  const values = await valuesOf(tx, personId, PROJECTED)
  const told = (field: PersonField): string | null => {
    const row = values.find((one: ValueRow) => one.field === field && one.state === 'current' && one.erasedAt === null)
    return row ? readValue(deps.encryption, row) : null
  }
  const { name, phone, birthDate, sex } = await projectSelf(deps, tx, personId, told, now)
  const [before, dwellings, tags] = [
    await lockResidents(tx, personId),
    await dwellingsOf(tx, personId, now),
    await tagsOf(tx, personId),
  ]
  const residents = residentsOf(dwellings, byCommunity(tags))
  for (const resident of residents) {
    const { communityId, gridId, homeId, homeLabel, path } = resident
    const was = before.find((one) => one.communityId === communityId && one.leftAt === null) ?? null
    await upsertResident(tx, {
      communityId,
      personId,
      gridId,
      homeId,
      homeLabel,
      name,
      birthDate,
      sex,
      tags: resident.tags,
      phoneTail: phone && phoneTail(deps, communityId, phone),
      grams: gramsOfResident(name, homeLabel, path),
      leftAt: null,
    })
    await addCounts(tx, communityId, countChanges(was, { gridId, sex, tags: resident.tags }))
  }
  const gone = before.filter(
    (one) => one.leftAt === null && !residents.some(({ communityId }) => communityId === one.communityId),
  )
  for (const one of gone) await addCounts(tx, one.communityId, countChanges(one, null))
  await endResidents(
    tx,
    personId,
    gone.map(({ communityId }) => communityId),
    now,
  )
}

async function projectSelf(
  deps: Recording,
  tx: Tx,
  personId: string,
  told: (field: PersonField) => string | null,
  now: Date,
): Promise<{ name: string; phone: string | null; birthDate: string | null; sex: Sex | null }> {
  const { encryption } = deps
  const [phone, idNumber] = [told('phone'), told('idNumber')]
  // The number says when somebody was born and of which sex; a paper that contradicts it is wrong.
  const read = idNumber ? readIdNumber(idNumber, dayOf(now)) : null
  const certain = read && 'idNumber' in read ? read : null
  const self = {
    name: told('name') ?? NEW_PERSON_NAME,
    birthDate: certain?.birthDate ?? told('birthDate'),
    sex: certain?.sex ?? (told('sex') as Sex | null),
  }
  await saveProjected(tx, personId, {
    ...self,
    phoneSealed: phone && encryption.seal(phone, phonePlace(personId)),
    phoneIndex: phone && encryption.blindIndex(PHONE_INDEX, phone),
    idNumberSealed: idNumber && encryption.seal(idNumber, idNumberPlace(personId)),
    idNumberIndex: idNumber && encryption.blindIndex(ID_NUMBER_INDEX, idNumber),
    updatedAt: now,
  })
  return { ...self, phone }
}

function byCommunity(tags: readonly { communityId: string; tag: PersonTag }[]): Map<string, PersonTag[]> {
  const found = new Map<string, PersonTag[]>()
  for (const { communityId, tag } of tags) found.set(communityId, [...(found.get(communityId) ?? []), tag])
  return found
}
