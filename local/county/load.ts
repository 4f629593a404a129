import { DEFAULT_SETTINGS } from '../../cloudfunctions/contract/account/settings'
import type { Clock } from '../../cloudfunctions/kernel/clock/clock'
import type { Encryption } from '../../cloudfunctions/kernel/encryption'
import { ID_NUMBER_INDEX, idNumberPlace, PHONE_INDEX, phonePlace } from '../../cloudfunctions/registry/people/sealed'
import { placeIds } from './cast'
import { type DemoPerson, Population } from './people'
import { Town } from './places'
import { type BulkColumn, insertAll, onceFor } from './store'

const text = <T>(name: string, of: BulkColumn<T>['of']): BulkColumn<T> => ({ name, type: 'text', of })
const uuid = <T>(name: string, of: BulkColumn<T>['of']): BulkColumn<T> => ({ name, type: 'uuid', of })
const column = <T>(name: string, type: string, of: BulkColumn<T>['of']): BulkColumn<T> => ({ name, type, of })

/** Fills an empty, migrated database with the demo county; leaves one that has it alone. About two seconds. */
export async function loadCounty(options: {
  databaseUrl: string
  encryption: Encryption
  clock: Clock
}): Promise<void> {
  const { databaseUrl, encryption, clock } = options
  await onceFor(databaseUrl, placeIds.county, async (client) => {
    const now = clock.now().toISOString()
    const town = new Town()
    const population = new Population(town)
    await insertAll(client, 'places', town.places, [
      uuid('id', (p) => p.id),
      text('kind', (p) => p.kind),
      text('name', (p) => p.name),
      text('label', (p) => p.label),
      uuid('parent_id', (p) => p.parentId),
      column('path', 'uuid[]', (p) => `{${p.path.join(',')}}`),
      uuid('community_id', (p) => p.communityId),
      column('lat', 'float8', (p) => p.point?.lat ?? null),
      column('lng', 'float8', (p) => p.point?.lng ?? null),
      column('shape', 'polygon', (p) => p.shape),
      column('is_closed', 'boolean', () => false),
    ])
    await insertAll(client, 'homes', town.homes, [
      uuid('id', (h) => h.id),
      uuid('community_id', (h) => h.communityId),
      uuid('entrance_id', (h) => h.entranceId),
      uuid('grid_id', (h) => h.gridId),
      text('room', (h) => h.room),
      column('area_hundredths_m2', 'integer', (h) => h.areaHundredthsM2),
      text('label', (h) => h.label),
    ])
    await insertAll(client, 'people', population.people, personColumns(encryption, now))
    await insertAll(client, 'residencies', population.residencies, [
      uuid('id', (r) => r.id),
      uuid('community_id', (r) => r.communityId),
      uuid('home_id', (r) => r.homeId),
      uuid('person_id', (r) => r.personId),
      text('relation', (r) => r.relation),
      column('since', 'timestamptz', (r) => r.since.toISOString()),
      text('source', () => 'import'),
    ])
    await insertAll(client, 'role_grants', population.grants, [
      uuid('id', (g) => g.id),
      uuid('person_id', (g) => g.personId),
      text('role', (g) => g.role),
      uuid('place_id', (g) => g.placeId),
      column('granted_at', 'timestamptz', () => now),
    ])
    await insertAll(client, 'accounts', population.accounts, [
      text('openid', (a) => a.openid),
      uuid('person_id', (a) => a.personId),
      column('is_employee_bound', 'boolean', (a) => a.isEmployeeBound),
      column('last_seen_at', 'timestamptz', () => now),
      column('created_at', 'timestamptz', () => now),
    ])
  })
}

const personColumns = (encryption: Encryption, now: string): BulkColumn<DemoPerson>[] => [
  uuid('id', (p) => p.id),
  text('name', (p) => p.name),
  text('phone_sealed', (p) => p.phone && encryption.seal(p.phone, phonePlace(p.id))),
  text('phone_index', (p) => p.phone && encryption.blindIndex(PHONE_INDEX, p.phone)),
  text('id_number_sealed', (p) => encryption.seal(p.idNumber, idNumberPlace(p.id))),
  text('id_number_index', (p) => encryption.blindIndex(ID_NUMBER_INDEX, p.idNumber)),
  text('state', () => 'active'),
  text('source', () => 'import'),
  column('settings', 'jsonb', (p) => JSON.stringify({ ...DEFAULT_SETTINGS, isElderMode: p.isElderMode })),
  column('created_at', 'timestamptz', () => now),
  column('updated_at', 'timestamptz', () => now),
]
