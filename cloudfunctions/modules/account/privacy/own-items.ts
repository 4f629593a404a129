import * as z from 'zod'
import { ITEM_KINDS, isItemKind, isOwnItem, labelOf, OWN_ITEM_KINDS } from '../../../contract/items'
import { FACT_SOURCES } from '../../../contract/registry'
import { nothing } from '../../../kernel/dispatch/fields'
import { mutation } from '../../../kernel/dispatch/procedure'
import type { Encryption } from '../../../kernel/encryption'
import { notFound } from '../../../kernel/errors'
import { endItem, tellItem, undoOwnItem } from '../../../registry/facts/items/item'
import { itemContent, openParts } from '../../../registry/facts/items/read-item'
import { itemParts, openItemParts, writtenItem } from '../../../registry/facts/items/written'
import { maskField } from '../../../registry/facts/mask-field'
import { readValue } from '../../../registry/facts/sealed'
import { type ValueRow, valuesOf } from '../../../registry/facts/store'

/** A contact, a vehicle or a fact to care by, of oneself. */
export const ownItem = z.strictObject({
  itemId: z.string(),
  valueId: z.string(),
  kind: z.enum(ITEM_KINDS),
  label: z.string(),
  /** Masked. */
  value: z.string(),
  /** What the form begins with. */
  parts: openItemParts,
  /** One may change it oneself; else the grid worker is asked. */
  isOwn: z.boolean(),
  sourceLabel: z.string(),
  at: z.string(),
  validUntil: z.nullable(z.string()),
  isDisputed: z.boolean(),
})

/** One's own items, kind by kind. */
export function ownItems(encryption: Encryption, values: readonly ValueRow[]): z.input<typeof ownItem>[] {
  const disputed = new Set(values.filter(({ state }) => state === 'conflicting').map(({ itemId }) => itemId))
  const current = values.filter(({ state, field }) => state === 'current' && isItemKind(field))
  return ITEM_KINDS.flatMap((kind) =>
    current
      .filter(({ field }) => field === kind)
      .map((row) => ({
        itemId: row.itemId!,
        valueId: row.id,
        kind,
        label: labelOf(kind),
        value: maskField(kind, readValue(encryption, row)),
        parts: openParts(itemContent(readValue(encryption, row))),
        isOwn: isOwnItem(kind),
        sourceLabel: FACT_SOURCES[row.source],
        at: row.at.toISOString(),
        validUntil: row.validUntil?.toISOString() ?? null,
        isDisputed: disputed.has(row.itemId),
      })),
  )
}

const undoable = z.strictObject({ outcome: z.enum(['nothing', 'set', 'dispute']), valueId: z.nullable(z.string()) })
const self = (personId: string) => ({ actorId: personId, source: 'self' as const, communityId: null })

/** What one changes about oneself: contacts and vehicles. */
export const itemProcedures = {
  saveItem: mutation(
    { callers: 'person', about: '写下或改自己的一个联系人、一辆车', perMinute: 20 },
    { kind: z.enum(OWN_ITEM_KINDS), itemId: z.uuid().optional(), parts: itemParts },
    undoable,
    async ({ deps, tx, caller: { personId }, now }, { kind, itemId = null, parts }) => {
      const value = await writtenItem(deps, tx, { personId, kind, itemId, parts })
      const { outcome, toldId } = await tellItem(deps, tx, self(personId), { personId, kind, itemId, value, now })
      return { outcome, valueId: toldId }
    },
  ),

  endItem: mutation(
    { callers: 'person', about: '去掉自己的一个联系人、一辆车', perMinute: 20 },
    { itemId: z.uuid() },
    z.strictObject({ valueId: z.nullable(z.string()) }),
    async ({ deps, tx, caller: { personId }, now }, { itemId }) => {
      const known = (await valuesOf(tx, personId)).find((row) => row.itemId === itemId)
      if (known && !isOwnItem(known.field)) throw notFound()
      return { valueId: await endItem(deps, tx, self(personId), { personId, itemId, now }) }
    },
  ),

  undoItem: mutation(
    { callers: 'person', about: '撤销刚才对联系人、车辆的改动' },
    { valueId: z.uuid() },
    nothing,
    async ({ deps, tx, caller: { personId }, now }, { valueId }) => {
      await undoOwnItem(deps, tx, { personId, valueId, now })
      return {}
    },
  ),
}
