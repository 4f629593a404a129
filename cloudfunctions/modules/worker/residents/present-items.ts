import * as z from 'zod'
import { ITEM_KINDS, type ItemContent, type ItemKind, isItemKind, labelOf } from '../../../contract/items'
import type { Encryption } from '../../../kernel/encryption'
import { isClosedOfMinors } from '../../../registry/consents/minors'
import { itemContent, maskedItem, openParts } from '../../../registry/facts/items/read-item'
import { openItemParts } from '../../../registry/facts/items/written'
import { readValue } from '../../../registry/facts/sealed'
import type { CardRow } from '../../../registry/residents/card/store'
import { HIDDEN, presentValue, valueView } from './value-view'

/** A contact, a vehicle, a fact to care by. */
export const itemView = z.strictObject({
  itemId: z.string(),
  kind: z.enum(ITEM_KINDS),
  label: z.string(),
  current: z.nullable(valueView.extend({ parts: openItemParts, validUntil: z.nullable(z.string()) })),
  /** What contradicts it and waits to be decided. */
  disputed: z.array(valueView),
})

type Told = CardRow['values'][number] & { field: ItemKind; itemId: string; content: ItemContent }

/** Kinds in their order, contacts in the order of calling. */
const byRank = (a: Told, b: Told) =>
  ITEM_KINDS.indexOf(a.field) - ITEM_KINDS.indexOf(b.field) ||
  Number(a.content.callOrder ?? 0) - Number(b.content.callOrder ?? 0) ||
  (a.itemId < b.itemId ? -1 : 1)

/** All items of a card, masked; `isClosed` leaves out what is closed of a child whose guardian has not agreed. */
export function presentItems(
  encryption: Encryption,
  { values, personId }: CardRow,
  isClosed: boolean,
): z.input<typeof itemView>[] {
  const told = values
    .filter((value): value is CardRow['values'][number] & { field: ItemKind; itemId: string } =>
      isItemKind(value.field),
    )
    .filter(({ field }) => !(isClosed && isClosedOfMinors(field)))
    .map((value): Told => ({ ...value, content: itemContent(readValue(encryption, value)) }))
    .sort(byRank)
  const present = (value: Told) =>
    presentValue(value, { shown: maskedItem(value.content) ?? HIDDEN, isMasked: true }, personId)
  return [...new Set(told.map(({ itemId }) => itemId))].map((itemId) => {
    const said = told.filter((value) => value.itemId === itemId)
    const current = said.find(({ state }) => state === 'current')
    return {
      itemId,
      kind: said[0]!.field,
      label: labelOf(said[0]!.field),
      current: current
        ? {
            ...present(current),
            parts: openParts(current.content),
            validUntil: current.validUntil && new Date(current.validUntil).toISOString(),
          }
        : null,
      disputed: said.filter(({ state }) => state === 'conflicting').map(present),
    }
  })
}
