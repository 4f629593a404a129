import type { Clock } from '../../cloudfunctions/kernel/clock/clock'
import type { Encryption } from '../../cloudfunctions/kernel/encryption'
import { placeIds } from './cast'
import { accountColumns, grantColumns, homeColumns, personColumns, placeColumns, residencyColumns } from './columns'
import { Population } from './people'
import { Town } from './places'
import { insertAll, onceFor } from './store'

/** Fills an empty, migrated database with the demo county; leaves one that has it alone. About two seconds. */
export async function loadCounty(options: {
  databaseUrl: string
  encryption: Encryption
  clock: Clock
}): Promise<void> {
  const { databaseUrl, encryption, clock } = options
  await onceFor(databaseUrl, placeIds.county, async (client) => {
    const town = new Town()
    const population = new Population(town)
    await insertAll(client, 'places', town.places, placeColumns)
    await insertAll(client, 'homes', town.homes, homeColumns)
    await insertAll(client, 'people', population.people, personColumns(encryption))
    await insertAll(client, 'residencies', population.residencies, residencyColumns)
    await insertAll(client, 'role_grants', population.grants, grantColumns)
    await insertAll(client, 'accounts', population.accounts, accountColumns(clock.now()))
  })
}
