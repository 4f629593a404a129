import * as z from 'zod'
import { ITEM_PART_KEYS, ITEM_PARTS, type ItemContent, type ItemKind, type ItemPart } from '../../../contract/items'
import type { Deps } from '../../../kernel/context'
import type { Tx } from '../../../kernel/database/open'
import { optionalText } from '../../../kernel/dispatch/fields'
import { invalid } from '../../../kernel/errors'
import { readValue } from '../sealed'
import { valuesOf } from '../store'
import { itemContent, readItem } from './read-item'

/** The parts of an item as they come in; which of them a kind has `readItem` knows. */
export const itemParts = z.strictObject(
  Object.fromEntries(ITEM_PART_KEYS.map((part) => [part, optionalText(ITEM_PARTS[part].max)])) as Record<
    ItemPart,
    ReturnType<typeof optionalText>
  >,
)

/** Those that are shown unmasked. */
export const openItemParts = itemParts.pick({ vehicle: true, colour: true, relation: true, callOrder: true })

/**
 * An item as it is to be kept. Parts of a known one that are left out stay as they are: who changes the order of calling
 * has not seen the phone in full. Faults: input.invalid with a sentence for each part.
 */
export async function writtenItem(
  { encryption }: Pick<Deps, 'encryption'>,
  tx: Tx,
  given: { personId: string; kind: ItemKind; itemId: string | null; parts: z.infer<typeof itemParts> },
): Promise<string> {
  const { personId, kind, itemId, parts } = given
  const known = itemId ? await valuesOf(tx, personId, [kind]) : []
  const current = known.find((row) => row.itemId === itemId && row.state === 'current')
  const filled = Object.entries(parts).filter(([, text]) => text)
  const content = { ...itemContent(current ? readValue(encryption, current) : ''), ...Object.fromEntries(filled) }
  const read = readItem(kind, content as ItemContent)
  if ('problems' in read) throw invalid(read.problems, Object.values(read.problems).join('；'))
  return read.value
}
