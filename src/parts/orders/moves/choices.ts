import { ROLE_LABELS, type Role } from '../../../../cloudfunctions/contract/roles'
import { api } from '../../../lib/rpc'
import type { Choice } from './move'

/** Who may take an order over. */
export async function colleaguesOf(id: string): Promise<Choice[]> {
  const colleagues = await api.desk.colleagues({ id })
  return colleagues.map(({ personId, name, role, placeName }) => ({
    key: personId,
    title: name,
    second: `${ROLE_LABELS[role as Role] ?? ''}，${placeName}`,
  }))
}

/** Which departments may be called for an order. */
export async function departmentsOf(id: string): Promise<Choice[]> {
  const departments = await api.desk.departments({ id })
  return departments.map(({ id: key, name }) => ({ key, title: name }))
}
