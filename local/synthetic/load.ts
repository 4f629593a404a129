import type { Encryption } from '../../cloudfunctions/kernel/encryption'
import { homeColumns, personColumns, placeColumns, residencyColumns } from '../county/columns'
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
} from '../county/record'
import { type BulkClient, insertAll } from '../county/store'
import { type SyntheticOptions, type SyntheticPart, synthetic } from './people'
import { dropIndexes, hasPlaces, inTransaction, openAsOwner } from './store'

const TABLES = [
  'homes',
  'people',
  'residencies',
  'person_tags',
  'person_values',
  'registry_history',
  'residents',
  'places',
] as const

export interface Loaded {
  people: number
  homes: number
  /** Rows of all tables but places. */
  records: number
}

export class NotEmptyError extends Error {}

/**
 * Fills an empty, migrated database with a synthetic county or city, as its owner: a community a transaction, indexes
 * made at the end. Cut short, it leaves a database to be thrown away. Throws NotEmptyError where places are there.
 */
export async function loadSynthetic(
  options: SyntheticOptions & { ownerUrl: string; encryption: Encryption; onProgress?: (loaded: Loaded) => void },
): Promise<Loaded> {
  const { ownerUrl, encryption, onProgress = () => {} } = options
  const client = await openAsOwner(ownerUrl)
  try {
    if (await hasPlaces(client)) throw new NotEmptyError()
    await client.query("set synchronous_commit = off; set maintenance_work_mem = '512MB'")
    const indexes = await dropIndexes(client, TABLES)
    const loaded: Loaded = { people: 0, homes: 0, records: 0 }
    for (const part of synthetic(options)) {
      await inTransaction(client, async () => {
        loaded.records += await insertPart(client, encryption, part)
      })
      loaded.people += part.people.length
      loaded.homes += part.homes.length
      onProgress(loaded)
    }
    for (const definition of indexes) await client.query(definition)
    await countTags(client)
    await client.query('vacuum analyze')
    return loaded
  } finally {
    await client.end()
  }
}

/** Answers how many rows that were, places aside. */
async function insertPart(client: BulkClient, encryption: Encryption, part: SyntheticPart): Promise<number> {
  const values = keptValues(encryption, valuesOf(part.people))
  const history = historyOf(part)
  const residents = residentsIn(part, part, encryption)
  await insertAll(client, 'places', part.places, placeColumns)
  await insertAll(client, 'homes', part.homes, homeColumns)
  await insertAll(client, 'people', part.people, personColumns(encryption))
  await insertAll(client, 'residencies', part.residencies, residencyColumns)
  await insertAll(client, 'person_tags', part.tags, tagColumns)
  await insertAll(client, 'person_values', values, valueColumns)
  await insertAll(client, 'registry_history', history, historyColumns)
  await insertAll(client, 'residents', residents, residentColumns)
  const rows = [part.homes, part.people, part.residencies, part.tags, values, history, residents]
  return rows.reduce((total, list) => total + list.length, 0)
}
