import type { Executor } from '../../kernel/database/open'
import type { Encryption } from '../../kernel/encryption'
import { phonePlace } from '../people/sealed'
import { type TeamRow, teamRows } from './store'

export interface TeamMember extends Omit<TeamRow, 'phoneSealed'> {
  /** For calling, in full; null when none is known. */
  phone: string | null
}

/** Who looks after a grid: its workers, the steward of its estate, the captains of its buildings. */
export async function gridTeam(db: Executor, encryption: Encryption, gridId: string, now: Date): Promise<TeamMember[]> {
  const rows = await teamRows(db, gridId, now)
  return rows.map(({ phoneSealed, ...member }) => ({
    ...member,
    phone: phoneSealed && encryption.open(phoneSealed, phonePlace(member.personId)),
  }))
}
