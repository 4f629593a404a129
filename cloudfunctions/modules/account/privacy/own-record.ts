import * as z from 'zod'
import type { ValueField } from '../../../contract/items'
import {
  FACT_SOURCE_KEYS,
  FACT_SOURCES,
  PERSON_FIELD_KEYS,
  PERSON_FIELDS,
  PERSON_TAGS,
  type PersonField,
  RESIDENCY_LABELS,
} from '../../../contract/registry'
import type { Deps } from '../../../kernel/context'
import { maskField, shownInFull } from '../../../registry/facts/mask-field'
import { readValue } from '../../../registry/facts/sealed'
import { type ValueRow, valuesOf } from '../../../registry/facts/store'
import { homesOf } from '../../../registry/homes/store'
import { tagsOf } from '../../../registry/tags/store'
import { ownItem, ownItems } from './own-items'

const told = z.strictObject({
  field: z.enum(PERSON_FIELD_KEYS),
  label: z.string(),
  /** Masked where it is sensitive. */
  value: z.string(),
  isMasked: z.boolean(),
  source: z.enum(FACT_SOURCE_KEYS),
  sourceLabel: z.string(),
  at: z.string(),
  /** Others say something else, and nobody has decided yet. */
  isDisputed: z.boolean(),
})

/** What is held about oneself, as 隐私中心 shows it. */
export const ownRecord = z.strictObject({
  fields: z.array(told),
  items: z.array(ownItem),
  tags: z.array(
    z.strictObject({
      id: z.string(),
      label: z.string(),
      sourceLabel: z.string(),
      since: z.string(),
      validUntil: z.nullable(z.string()),
    }),
  ),
  homes: z.array(
    z.strictObject({
      id: z.string(),
      label: z.string(),
      communityName: z.string(),
      relation: z.string(),
      since: z.string(),
    }),
  ),
})

export async function ownRecordOf(deps: Deps, personId: string, now: Date): Promise<z.input<typeof ownRecord>> {
  const [values, tags, homes] = await Promise.all([
    valuesOf(deps.db, personId),
    tagsOf(deps.db, personId),
    homesOf(deps.db, personId, now),
  ])
  const current = values.filter(({ state }) => state === 'current')
  const disputed = new Set(values.filter(({ state }) => state === 'conflicting').map(({ field }) => field))
  return {
    items: ownItems(deps.encryption, values),
    fields: PERSON_FIELD_KEYS.flatMap((field) =>
      current.filter((row) => row.field === field).map((row) => presentValue(deps, field, row, disputed.has(field))),
    ),
    tags: tags.map(({ id, tag, source, since, validUntil }) => ({
      id,
      label: PERSON_TAGS[tag],
      sourceLabel: FACT_SOURCES[source],
      since: since.toISOString(),
      validUntil: validUntil?.toISOString() ?? null,
    })),
    homes: homes.map(({ homeId, label, communityName, relation, since }) => ({
      id: homeId,
      label,
      communityName,
      relation: RESIDENCY_LABELS[relation],
      since: since.toISOString(),
    })),
  }
}

function presentValue(deps: Deps, field: PersonField, row: ValueRow, isDisputed: boolean): z.input<typeof told> {
  const { source, at } = row
  const full = shownInFull(field, readValue(deps.encryption, row))
  return {
    field,
    label: PERSON_FIELDS[field].label,
    value: maskField(field, full),
    isMasked: PERSON_FIELDS[field].isSensitive,
    source,
    sourceLabel: FACT_SOURCES[source],
    at: at.toISOString(),
    isDisputed,
  }
}

/** One value of oneself in full, of an item by its id; null where nothing is registered. */
export async function ownValue(
  deps: Deps,
  personId: string,
  { field, itemId = null }: { field: ValueField; itemId?: string | undefined | null },
): Promise<string | null> {
  const known = await valuesOf(deps.db, personId, [field])
  const row = known.find((one) => one.state === 'current' && one.itemId === itemId)
  return row ? shownInFull(field, readValue(deps.encryption, row)) : null
}
