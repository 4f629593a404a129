import { DEFAULT_SETTINGS } from '../../cloudfunctions/contract/account/settings'
import type { Encryption } from '../../cloudfunctions/kernel/encryption'
import { ID_NUMBER_INDEX, idNumberPlace, PHONE_INDEX, phonePlace } from '../../cloudfunctions/registry/people/sealed'
import type { DemoAccount, DemoGrant, DemoPerson, DemoResidency } from './people'
import type { DemoHome, DemoPlace } from './places'
import { COUNTY_MADE_AT } from './seed'
import type { BulkColumn } from './store'

type Columns<T> = BulkColumn<T>[]

const madeAt = COUNTY_MADE_AT.toISOString()

/** Places 7 to 14 of the ID number. */
export const birthDateOf = (idNumber: string): string =>
  `${idNumber.slice(6, 10)}-${idNumber.slice(10, 12)}-${idNumber.slice(12, 14)}`

export const placeColumns: Columns<DemoPlace> = [
  { name: 'id', type: 'uuid', of: (p) => p.id },
  { name: 'kind', type: 'text', of: (p) => p.kind },
  { name: 'name', type: 'text', of: (p) => p.name },
  { name: 'label', type: 'text', of: (p) => p.label },
  { name: 'parent_id', type: 'uuid', of: (p) => p.parentId },
  { name: 'path', type: 'uuid[]', of: (p) => `{${p.path.join(',')}}` },
  { name: 'community_id', type: 'uuid', of: (p) => p.communityId },
  { name: 'lat', type: 'float8', of: (p) => p.point?.lat ?? null },
  { name: 'lng', type: 'float8', of: (p) => p.point?.lng ?? null },
  { name: 'shape', type: 'polygon', of: (p) => p.shape },
  { name: 'is_closed', type: 'boolean', of: () => false },
]

export const homeColumns: Columns<DemoHome> = [
  { name: 'id', type: 'uuid', of: (h) => h.id },
  { name: 'community_id', type: 'uuid', of: (h) => h.communityId },
  { name: 'entrance_id', type: 'uuid', of: (h) => h.entranceId },
  { name: 'grid_id', type: 'uuid', of: (h) => h.gridId },
  { name: 'room', type: 'text', of: (h) => h.room },
  { name: 'area_hundredths_m2', type: 'integer', of: (h) => h.areaHundredthsM2 },
  { name: 'label', type: 'text', of: (h) => h.label },
]

export const personColumns = (encryption: Encryption): Columns<DemoPerson> => [
  { name: 'id', type: 'uuid', of: (p) => p.id },
  { name: 'name', type: 'text', of: (p) => p.name },
  { name: 'phone_sealed', type: 'text', of: (p) => p.phone && encryption.seal(p.phone, phonePlace(p.id)) },
  { name: 'phone_index', type: 'text', of: (p) => p.phone && encryption.blindIndex(PHONE_INDEX, p.phone) },
  { name: 'id_number_sealed', type: 'text', of: (p) => encryption.seal(p.idNumber, idNumberPlace(p.id)) },
  { name: 'id_number_index', type: 'text', of: (p) => encryption.blindIndex(ID_NUMBER_INDEX, p.idNumber) },
  { name: 'birth_date', type: 'date', of: (p) => birthDateOf(p.idNumber) },
  { name: 'sex', type: 'text', of: (p) => p.sex },
  { name: 'state', type: 'text', of: () => 'active' },
  { name: 'source', type: 'text', of: () => 'import' },
  { name: 'settings', type: 'jsonb', of: (p) => JSON.stringify({ ...DEFAULT_SETTINGS, isElderMode: p.isElderMode }) },
  { name: 'created_at', type: 'timestamptz', of: () => madeAt },
  { name: 'updated_at', type: 'timestamptz', of: () => madeAt },
]

export const residencyColumns: Columns<DemoResidency> = [
  { name: 'id', type: 'uuid', of: (r) => r.id },
  { name: 'community_id', type: 'uuid', of: (r) => r.communityId },
  { name: 'home_id', type: 'uuid', of: (r) => r.homeId },
  { name: 'person_id', type: 'uuid', of: (r) => r.personId },
  { name: 'relation', type: 'text', of: (r) => r.relation },
  { name: 'is_head', type: 'boolean', of: (r) => r.isHead },
  { name: 'lives_there', type: 'boolean', of: () => true },
  { name: 'since', type: 'timestamptz', of: (r) => r.since.toISOString() },
  { name: 'until', type: 'timestamptz', of: (r) => r.until?.toISOString() ?? null },
  { name: 'source', type: 'text', of: () => 'import' },
]

export const grantColumns: Columns<DemoGrant> = [
  { name: 'id', type: 'uuid', of: (g) => g.id },
  { name: 'person_id', type: 'uuid', of: (g) => g.personId },
  { name: 'role', type: 'text', of: (g) => g.role },
  { name: 'place_id', type: 'uuid', of: (g) => g.placeId },
  { name: 'granted_at', type: 'timestamptz', of: () => madeAt },
]

export const accountColumns = (now: Date): Columns<DemoAccount> => [
  { name: 'openid', type: 'text', of: (a) => a.openid },
  { name: 'person_id', type: 'uuid', of: (a) => a.personId },
  { name: 'is_employee_bound', type: 'boolean', of: (a) => a.isEmployeeBound },
  { name: 'last_seen_at', type: 'timestamptz', of: () => now.toISOString() },
  { name: 'created_at', type: 'timestamptz', of: () => madeAt },
]
