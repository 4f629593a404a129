import type { Caller, Deps } from '../../kernel/context'
import type { Tx } from '../../kernel/database/open'
import { forbidden, invalid } from '../../kernel/errors'
import { tellField } from '../facts/tell'
import { hasRoleAt } from '../roles/rules'
import { normalisePhone } from './masking'
import { insertPerson, namesOf, peopleByPhone } from './store'

export interface Registration {
  name: string
  phone: string | undefined
  /** Where the matter is: the worker must have a role there. */
  gridPath: string[]
  by: Caller
  now: Date
}

/**
 * The person a worker writes something down for: the one with that phone and name, or a new one.
 * Faults: access.forbidden outside the worker's own place, input.invalid for a phone that is none.
 */
export async function personForRegistration(deps: Deps, tx: Tx, given: Registration): Promise<string> {
  if (!hasRoleAt(given.by.grants, ['gridWorker', 'secretary'], given.gridPath))
    throw forbidden('只能登记自己网格里的事')
  if (given.phone && !normalisePhone(given.phone)) throw invalid({ forPhone: '电话号码不对，没有可以不填' })
  if (given.phone) {
    const known = await peopleByPhone(tx, deps.encryption, given.phone)
    const names = await namesOf(tx, known)
    const same = known.find((id) => names.get(id) === given.name)
    if (same) return same
  }
  const id = deps.newId()
  const teller = { actorId: given.by.personId, source: 'gridWorker' as const, communityId: null }
  await insertPerson(tx, { id, source: teller.source, now: given.now })
  await tellField(deps, tx, teller, { personId: id, field: 'name', value: given.name, now: given.now })
  const phone = given.phone && normalisePhone(given.phone)
  if (phone) await tellField(deps, tx, teller, { personId: id, field: 'phone', value: phone, now: given.now })
  return id
}
