import * as z from 'zod'
import {
  FACT_SOURCES,
  MINOR_AGE,
  PERSON_FIELD_KEYS,
  PERSON_FIELDS,
  PERSON_TAG_KEYS,
  PERSON_TAGS,
  type PersonField,
  type PersonTag,
  RESIDENCY_LABELS,
  RESIDENCY_RELATIONS,
  SEXES,
  type Sex,
} from '../../../contract/registry'
import type { Encryption } from '../../../kernel/encryption'
import { readValue } from '../../../registry/facts/sealed'
import { dayOf } from '../../../registry/people/days'
import { ageOn } from '../../../registry/people/id-number'
import { maskIdNumberBesideBirth, maskName, maskPhone } from '../../../registry/people/masking'
import type { CardRow } from '../../../registry/residents/card/store'

const valueView = z.strictObject({
  id: z.string(),
  /** Of a sensitive field what the mask leaves, or only that something is written there. */
  shown: z.string(),
  isMasked: z.boolean(),
  sourceLabel: z.string(),
  /** Who said it. */
  by: z.string(),
  at: z.string(),
})

export const tagView = z.strictObject({ tag: z.enum(PERSON_TAG_KEYS), label: z.string() })

export const card = z.strictObject({
  personId: z.string(),
  name: z.string(),
  age: z.nullable(z.number()),
  sexLabel: z.nullable(z.string()),
  birthDate: z.nullable(z.string()),
  /** A guardian speaks for them. */
  isMinor: z.boolean(),
  fields: z.array(
    z.strictObject({
      field: z.enum(PERSON_FIELD_KEYS),
      label: z.string(),
      current: z.nullable(valueView),
      /** What contradicts it and waits to be decided. */
      disputed: z.array(valueView),
    }),
  ),
  tags: z.array(
    tagView.extend({
      sourceLabel: z.string(),
      communityName: z.string(),
      since: z.string(),
      validUntil: z.nullable(z.string()),
    }),
  ),
  homes: z.array(
    z.strictObject({
      homeId: z.string(),
      label: z.string(),
      relation: z.enum(RESIDENCY_RELATIONS),
      relationLabel: z.string(),
      /** In ten-thousandths. */
      share: z.nullable(z.number()),
      isHead: z.boolean(),
      livesThere: z.boolean(),
      since: z.string(),
    }),
  ),
})

const MASKS: Partial<Record<PersonField, (value: string) => string>> = {
  phone: maskPhone,
  contactPhone: maskPhone,
  idNumber: maskIdNumberBesideBirth,
  contactName: maskName,
}
const HIDDEN = '已登记，未显示'

/** What a value looks like on a card. */
export function shownValue(field: PersonField, value: string): { shown: string; isMasked: boolean } {
  if (field === 'sex') return { shown: SEXES[value as Sex] ?? value, isMasked: false }
  if (!PERSON_FIELDS[field].isSensitive) return { shown: value, isMasked: false }
  return { shown: MASKS[field]?.(value) ?? HIDDEN, isMasked: true }
}

export const tagViews = (tags: readonly string[]) =>
  tags.map((tag) => ({ tag: tag as PersonTag, label: PERSON_TAGS[tag as PersonTag] }))

export const sexLabelOf = (sex: Sex | null) => sex && SEXES[sex]

const iso = (at: string) => new Date(at).toISOString()

function presentValue(encryption: Encryption, personId: string, value: CardRow['values'][number]) {
  return {
    id: value.id,
    ...shownValue(value.field, readValue(encryption, value)),
    sourceLabel: FACT_SOURCES[value.source],
    by: value.actorId === personId ? '本人' : (value.actorName ?? ''),
    at: iso(value.at),
  }
}

/** A card as its reader sees it: every field, also those of which nothing is known. */
export function presentCard(encryption: Encryption, row: CardRow, now: Date): z.input<typeof card> {
  const { personId, name, birthDate, sex } = row
  const age = birthDate ? ageOn(birthDate, dayOf(now)) : null
  return {
    personId,
    name,
    birthDate,
    age,
    isMinor: age !== null && age < MINOR_AGE,
    sexLabel: sexLabelOf(sex),
    fields: PERSON_FIELD_KEYS.map((field) => {
      const told = row.values.filter((value) => value.field === field)
      const current = told.find(({ state }) => state === 'current')
      return {
        field,
        label: PERSON_FIELDS[field].label,
        current: current ? presentValue(encryption, personId, current) : null,
        disputed: told
          .filter(({ state }) => state === 'conflicting')
          .map((value) => presentValue(encryption, personId, value)),
      }
    }),
    tags: row.tags.map(({ tag, source, communityName, since, validUntil }) => ({
      tag,
      label: PERSON_TAGS[tag],
      sourceLabel: FACT_SOURCES[source],
      communityName,
      since: iso(since),
      validUntil: validUntil && iso(validUntil),
    })),
    homes: row.homes.map(({ since, ...home }) => ({
      ...home,
      relationLabel: RESIDENCY_LABELS[home.relation],
      since: iso(since),
    })),
  }
}
