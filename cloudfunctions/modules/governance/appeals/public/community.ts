import type { Database } from '../../../../kernel/database/open'
import { notFound } from '../../../../kernel/errors'
import { placeById } from '../../../../registry/places/store'

/** A community by its id. Fault record.not_found for anything that is none. */
export async function openCommunity(db: Database, id: string): Promise<{ id: string; name: string }> {
  const place = await placeById(db, id)
  if (place?.kind !== 'community') throw notFound('没有这个社区')
  return place
}
