import type { PersonField, ResidencyRelation } from '../../../contract/registry'
import type { Deps } from '../../../kernel/context'
import type { Tx } from '../../../kernel/database/open'
import { conflict, invalid } from '../../../kernel/errors'
import { readField } from '../../../registry/facts/read-field'
import { type Teller, tellField } from '../../../registry/facts/tell'
import { housematesOf } from '../../../registry/homes/census/store'
import { moveIn } from '../../../registry/homes/move'
import { lockHome } from '../../../registry/homes/store'
import { holderOfIdNumber, insertPerson, isAlive, namesOf } from '../../../registry/people/store'
import { ID_NUMBER_TAKEN } from './decide'

export interface Newcomer {
  homeId: string
  name: string
  phone?: string | undefined
  idNumber?: string | undefined
  relation: ResidencyRelation
  isHead: boolean
}

const GIVEN = ['name', 'idNumber', 'phone'] as const satisfies readonly PersonField[]

/** What was given, in its one spelling. Faults: input.invalid with the sentence of each field. */
function readGiven(newcomer: Newcomer, now: Date): Map<PersonField, string> {
  const values = new Map<PersonField, string>()
  const problems: Record<string, string> = {}
  for (const field of GIVEN) {
    const text = newcomer[field]
    const read = text ? readField(field, text, now) : null
    if (read && 'problem' in read) problems[field] = read.problem
    else if (read) values.set(field, read.value)
  }
  if (Object.keys(problems).length > 0) throw invalid(problems)
  return values
}

/**
 * Writes down somebody who lives in or owns a home. Who is known by ID number and name moves in, whoever else becomes a
 * new person. Answers their id. Faults: input.invalid, person.already_there, person.id_number_taken,
 * person.deceased, person.is_oneself.
 */
export async function addNewcomer(
  { deps, tx, now }: { deps: Deps; tx: Tx; now: Date },
  teller: Teller,
  newcomer: Newcomer,
): Promise<string> {
  const values = readGiven(newcomer, now)
  const name = values.get('name')!
  const { homeId, relation, isHead } = newcomer
  // Two who write the same person down at once do not both find nobody there.
  await lockHome(tx, homeId)
  if ((await housematesOf(tx, homeId, now)).some((one) => one.name === name))
    throw conflict('person.already_there', '这一户已经登记了同名的人，请先看看是不是同一个人')
  const idNumber = values.get('idNumber')
  const known = idNumber ? await holderOfIdNumber(tx, deps.encryption, idNumber) : null
  if (known && (await namesOf(tx, [known])).get(known) !== name) throw ID_NUMBER_TAKEN()
  if (known === teller.actorId) throw conflict('person.is_oneself', '自己住哪里要由别人来登记')
  if (known && !(await isAlive(tx, known))) throw conflict('person.deceased', '这个人已经登记为去世，请核对身份证号')
  const personId = known ?? deps.newId()
  if (!known) {
    await insertPerson(tx, { id: personId, source: teller.source, now })
    for (const [field, value] of values) await tellField(deps, tx, teller, { personId, field, value, now })
  }
  await moveIn(deps, tx, teller, { personId, homeId, relation, isHead, now })
  return personId
}
