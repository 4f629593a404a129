import { ORGANISATION } from '../../cloudfunctions/contract/roles'
import type { Clock } from '../../cloudfunctions/kernel/clock/clock'
import type { Encryption } from '../../cloudfunctions/kernel/encryption'
import { placeIds } from './cast'
import { accountColumns, grantColumns, homeColumns, personColumns, placeColumns, residencyColumns } from './columns'
import { consentColumns, entrustColumns, entrusted, FAMILY_THERE, guardianshipColumns } from './family'
import { Population } from './people'
import { Town } from './places'
import {
  countTags,
  historyColumns,
  historyOf,
  keptValues,
  residentColumns,
  residentsIn,
  tagColumns,
  valueColumns,
  valuesOf,
} from './record'
import { insertAll, onceFor } from './store'

/** Fills an empty, migrated database with the demo county; adds to one that has it what it lacks. About three seconds. */
export async function loadCounty(options: {
  databaseUrl: string
  encryption: Encryption
  clock: Clock
}): Promise<void> {
  const { databaseUrl, encryption, clock } = options
  const town = new Town()
  const population = new Population(town)
  await onceFor(databaseUrl, `select 1 from places where id = '${placeIds.county}'`, async (client) => {
    await insertAll(client, 'places', town.places, placeColumns)
    await insertAll(client, 'homes', town.homes, homeColumns)
    await insertAll(client, 'people', population.people, personColumns(encryption))
    await insertAll(client, 'residencies', population.residencies, residencyColumns)
    await insertAll(client, 'role_grants', population.grants, grantColumns)
    await insertAll(client, 'accounts', population.accounts, accountColumns(clock.now()))
  })
  await onceFor(databaseUrl, 'select 1 from residents limit 1', async (client) => {
    await insertAll(client, 'person_tags', population.tags, tagColumns)
    await insertAll(client, 'person_values', keptValues(encryption, valuesOf(population.people)), valueColumns)
    await insertAll(client, 'registry_history', historyOf(population), historyColumns)
    await insertAll(client, 'residents', residentsIn(town, population, encryption), residentColumns)
    await countTags(client)
  })
  await onceFor(databaseUrl, FAMILY_THERE, async (client) => {
    await insertAll(client, 'consents', entrusted, consentColumns)
    await insertAll(client, 'guardianships', entrusted, guardianshipColumns)
    await insertAll(client, 'registry_history', entrusted, entrustColumns)
  })
  await onceFor(databaseUrl, `select 1 from role_grants where role = 'gridBranch' limit 1`, async (client) => {
    const known = new Set((await client.query<{ id: string }>('select id from people')).rows.map(({ id }) => id))
    const people = population.people.filter(({ id }) => !known.has(id))
    await insertAll(client, 'people', people, personColumns(encryption))
    await insertAll(client, 'person_values', keptValues(encryption, valuesOf(people)), valueColumns)
    await insertAll(client, 'registry_history', historyOf({ people, residencies: [], tags: [] }), historyColumns)
    const standing = population.grants.filter(({ role }) => role in ORGANISATION)
    await insertAll(client, 'role_grants', standing, grantColumns)
  })
}
