import type { Caller, Deps } from '../../kernel/context'
import type { Tx } from '../../kernel/database/open'
import { forbidden, invalid } from '../../kernel/errors'
import { hasRoleAt } from '../roles/rules'
import { normalisePhone } from './masking'
import { addPerson, namesOf, peopleByPhone } from './store'

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
  await addPerson(tx, deps.encryption, {
    id,
    name: given.name,
    phone: given.phone,
    source: 'gridWorker',
    now: given.now,
  })
  return id
}
