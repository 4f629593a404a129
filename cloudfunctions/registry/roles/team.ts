import { ORGANISATION, ORGANISATION_ROLES, type OrganisationRole } from '../../contract/roles'
import type { Executor } from '../../kernel/database/open'
import type { Encryption } from '../../kernel/encryption'
import { phonePlace } from '../people/sealed'
import { type OrganisationRow, organisationRows, type TeamRow, teamRows } from './store'

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

export interface OrganisationLevel {
  role: OrganisationRole
  label: string
  people: {
    personId: string
    name: string
    placeLabel: string
    /** Only of whoever agreed that the grid's people may call them. */
    phone: string | null
  }[]
}

/** The five levels over and in a grid from top to bottom, each with who stands for it; none is left out. */
export async function gridOrganisation(
  db: Executor,
  encryption: Encryption,
  gridId: string,
  now: Date,
): Promise<OrganisationLevel[]> {
  const rows = await organisationRows(db, gridId, now)
  const shown = ({ personId, name, placeLabel, phoneSealed }: OrganisationRow) => ({
    personId,
    name,
    placeLabel,
    phone: phoneSealed && encryption.open(phoneSealed, phonePlace(personId)),
  })
  return ORGANISATION_ROLES.map((role) => ({
    role,
    label: ORGANISATION[role],
    people: rows.filter((row) => row.role === role).map(shown),
  }))
}
