import { CONSENT_TEXTS } from '../../cloudfunctions/contract/account/privacy'
import { personId } from './cast'
import { COUNTY_MADE_AT, seededId } from './seed'
import type { BulkColumn } from './store'

/** The daughter who lives elsewhere acts for her mother, who agreed on her own phone. */
const ENTRUSTED = [{ elder: personId('elder'), guardian: personId('family'), relation: 'daughter' }]
type Entrusted = (typeof ENTRUSTED)[number]

const madeAt = COUNTY_MADE_AT.toISOString()
const consentId = ({ elder, guardian }: Entrusted) => seededId(`consent ${elder} ${guardian}`)
const guardianshipId = ({ elder, guardian }: Entrusted) => seededId(`guardianship ${elder} ${guardian}`)

export const entrusted: readonly Entrusted[] = ENTRUSTED

/** Finds them once they are there, whatever became of them. */
export const FAMILY_THERE = `select 1 from guardianships where id = '${guardianshipId(ENTRUSTED[0]!)}'`

export const consentColumns: BulkColumn<Entrusted>[] = [
  { name: 'id', type: 'uuid', of: consentId },
  { name: 'person_id', type: 'uuid', of: ({ elder }) => elder },
  { name: 'purpose', type: 'text', of: () => 'guardian' },
  { name: 'towards_id', type: 'uuid', of: ({ guardian }) => guardian },
  { name: 'text_version', type: 'text', of: () => CONSENT_TEXTS.guardian.version },
  { name: 'given_by', type: 'uuid', of: ({ elder }) => elder },
  { name: 'given_at', type: 'timestamptz', of: () => madeAt },
]

export const guardianshipColumns: BulkColumn<Entrusted>[] = [
  { name: 'id', type: 'uuid', of: guardianshipId },
  { name: 'person_id', type: 'uuid', of: ({ elder }) => elder },
  { name: 'guardian_id', type: 'uuid', of: ({ guardian }) => guardian },
  { name: 'relation', type: 'text', of: ({ relation }) => relation },
  { name: 'state', type: 'text', of: () => 'active' },
  { name: 'basis', type: 'text', of: () => 'consent' },
  { name: 'consent_id', type: 'uuid', of: consentId },
  { name: 'asked_at', type: 'timestamptz', of: () => madeAt },
  { name: 'since', type: 'timestamptz', of: () => madeAt },
]

/** How it came to be, for the elder's history. */
export const entrustColumns: BulkColumn<Entrusted>[] = [
  { name: 'id', type: 'uuid', of: ({ elder, guardian }) => seededId(`history entrust ${elder} ${guardian}`) },
  { name: 'person_id', type: 'uuid', of: ({ elder }) => elder },
  { name: 'subject', type: 'text', of: () => 'guardianship' },
  { name: 'subject_id', type: 'uuid', of: guardianshipId },
  { name: 'action', type: 'text', of: () => 'entrust' },
  { name: 'source', type: 'text', of: () => 'self' },
  { name: 'actor_id', type: 'uuid', of: ({ elder }) => elder },
  { name: 'at', type: 'timestamptz', of: () => madeAt },
]
