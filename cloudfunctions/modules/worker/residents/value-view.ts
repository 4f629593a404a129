import * as z from 'zod'
import { FACT_SOURCES } from '../../../contract/registry'
import type { CardRow } from '../../../registry/residents/card/store'

export const valueView = z.strictObject({
  id: z.string(),
  /** Of what is sensitive what the mask leaves, or only that something is written there. */
  shown: z.string(),
  isMasked: z.boolean(),
  sourceLabel: z.string(),
  /** Who said it. */
  by: z.string(),
  at: z.string(),
})

export const HIDDEN = '已登记，未显示'

/** A value as a card shows it, with who said it. */
export const presentValue = (
  value: CardRow['values'][number],
  shown: { shown: string; isMasked: boolean },
  personId: string,
): z.input<typeof valueView> => ({
  id: value.id,
  ...shown,
  sourceLabel: FACT_SOURCES[value.source],
  by: value.actorId === personId ? '本人' : (value.actorName ?? ''),
  at: new Date(value.at).toISOString(),
})
