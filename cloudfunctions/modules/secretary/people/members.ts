import * as z from 'zod'
import { PERSON_TAGS, type PersonTag, SEXES } from '../../../contract/registry'
import type { Deps } from '../../../kernel/context'
import { numberOf } from '../../../registry/lists/rules'
import type { ListRow } from '../../../registry/lists/store'
import { dayOf } from '../../../registry/people/days'
import { ageOn } from '../../../registry/people/id-number'
import { maskPhone } from '../../../registry/people/masking'
import { namesOf, phoneOf, phonesOf } from '../../../registry/people/store'
import type { ResidentRow } from '../../../registry/residents/store'
import { watermarkOf } from './rules'

export const member = z.strictObject({
  personId: z.string(),
  name: z.string(),
  age: z.nullable(z.number()),
  sexLabel: z.nullable(z.string()),
  homeLabel: z.string(),
  tagLabels: z.array(z.string()),
  /** Masked: a whole one is asked for by `reveal.field`. */
  phone: z.nullable(z.string()),
})
export type Member = z.output<typeof member>

/** People of a list as they are shown and written out, by id. */
export async function presentMembers(
  { db, encryption }: Deps,
  rows: readonly ResidentRow[],
  now: Date,
): Promise<Map<string, Member>> {
  const phones = await phonesOf(
    db,
    encryption,
    rows.map(({ personId }) => personId),
  )
  const today = dayOf(now)
  return new Map(
    rows.map(({ personId, name, birthDate, sex, homeLabel, tags }) => {
      const phone = phones.get(personId)
      return [
        personId,
        {
          personId,
          name,
          age: birthDate ? ageOn(birthDate, today) : null,
          sexLabel: sex && SEXES[sex],
          homeLabel,
          tagLabels: tags.map((tag) => PERSON_TAGS[tag as PersonTag]),
          phone: phone ? maskPhone(phone) : null,
        },
      ]
    }),
  )
}

/** Whose list it is, for whoever sees a picture or a print of it. */
export async function watermarkFor({ db, encryption }: Deps, list: ListRow, now: Date): Promise<string> {
  const { openedBy } = list
  const [names, phone] = await Promise.all([namesOf(db, [openedBy]), phoneOf(db, encryption, openedBy)])
  return watermarkOf({
    name: names.get(openedBy) ?? '',
    phoneTail: phone?.slice(-4) ?? null,
    at: now,
    number: numberOf(list.approvalId ?? list.id),
  })
}
