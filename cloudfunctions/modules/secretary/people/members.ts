import * as z from 'zod'
import { PERSON_TAGS, type PersonTag, SEXES } from '../../../contract/registry'
import type { Deps } from '../../../kernel/context'
import type { ListRow } from '../../../registry/lists/store'
import { watermarkFor } from '../../../registry/lists/watermark'
import { dayOf } from '../../../registry/people/days'
import { ageOn } from '../../../registry/people/id-number'
import { maskPhone } from '../../../registry/people/masking'
import { phonesOf } from '../../../registry/people/store'
import type { ResidentRow } from '../../../registry/residents/store'

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

/** Whose list it is: who opened it, by the approval's number where there is one. */
export const watermarkOfList = (deps: Deps, list: ListRow, now: Date): Promise<string> =>
  watermarkFor(deps, { personId: list.openedBy, id: list.approvalId ?? list.id, at: now })
