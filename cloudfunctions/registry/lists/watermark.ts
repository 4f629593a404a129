import type { Deps } from '../../kernel/context'
import { namesOf, phoneOf } from '../people/store'
import { numberOf, watermarkOf } from './rules'

/**
 * Who took a list of people and when, for whoever sees a picture or a print of it.
 * @param taken by whom, and the id of what is quoted: the list, or the approval it was opened by
 */
export async function watermarkFor(
  { db, encryption }: Pick<Deps, 'db' | 'encryption'>,
  taken: { personId: string; id: string; at: Date },
): Promise<string> {
  const [names, phone] = await Promise.all([namesOf(db, [taken.personId]), phoneOf(db, encryption, taken.personId)])
  return watermarkOf({
    name: names.get(taken.personId) ?? '',
    phoneTail: phone?.slice(-4) ?? null,
    at: taken.at,
    number: numberOf(taken.id),
  })
}
