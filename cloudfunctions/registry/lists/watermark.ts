import type { Deps } from '../../kernel/context'
import { namesOf, phoneOf } from '../people/store'
import { numberOf, watermarkOf } from './rules'

/** Whose list it is, for whoever sees a picture or a print of it. `subjectId`: the record that its number names. */
export async function watermarkFor(
  { db, encryption }: Deps,
  { readerId, subjectId }: { readerId: string; subjectId: string },
  now: Date,
): Promise<string> {
  const [names, phone] = await Promise.all([namesOf(db, [readerId]), phoneOf(db, encryption, readerId)])
  return watermarkOf({
    name: names.get(readerId) ?? '',
    phoneTail: phone?.slice(-4) ?? null,
    at: now,
    number: numberOf(subjectId),
  })
}
