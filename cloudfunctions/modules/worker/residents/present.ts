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
import { isClosedOfMinors } from '../../../registry/consents/minors'
import { readValue } from '../../../registry/facts/sealed'
import { dayOf } from '../../../registry/people/days'
import { ageOn } from '../../../registry/people/id-number'
import { maskIdNumberBesideBirth, maskName, maskPhone } from '../../../registry/people/masking'
import type { CardRow } from '../../../registry/residents/card/store'
import { itemView, presentItems } from './present-items'
import { HIDDEN, presentValue, valueView } from './value-view'

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
  items: z.array(itemView),
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

interface Showing {
  /** Of a child under 14 whose guardian has not agreed. */
  isClosed: boolean
  now: Date
}

const CLOSED = { shown: '监护人还没同意，不显示', isMasked: true }

/** A card as its reader sees it: every field, also those of which nothing is known. */
export function presentCard(encryption: Encryption, row: CardRow, showing: Showing): z.input<typeof card> {
  const { now } = showing
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
      const present = (value: CardRow['values'][number]) =>
        presentValue(
          value,
          showing.isClosed && isClosedOfMinors(field) ? CLOSED : shownValue(field, readValue(encryption, value)),
          personId,
        )
      const told = row.values.filter((value) => value.field === field)
      const current = told.find(({ state }) => state === 'current')
      return {
        field,
        label: PERSON_FIELDS[field].label,
        current: current ? present(current) : null,
        disputed: told.filter(({ state }) => state === 'conflicting').map(present),
      }
    }),
    items: presentItems(encryption, row, showing.isClosed),
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
