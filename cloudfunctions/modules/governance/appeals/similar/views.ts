import * as z from 'zod'
import { FOLLOWED_ACTION_LABELS } from '../../../../contract/governance/appeals'
import {
  LIGHTS,
  ORDER_ACTIONS,
  ORDER_STATES,
  PAUSE_REASON_KEYS,
  PAUSE_REASONS,
  RUNG_LABELS,
} from '../../../../contract/orders'
import { readClass } from '../../../../engines/orders/class-detail'
import type { ListedOrder } from '../../../../engines/orders/lists/store'
import { summarise } from '../../../../engines/orders/present'
import type { Told } from '../../../../engines/orders/story/store'
import type { Caller, Deps } from '../../../../kernel/context'
import { placeById } from '../../../../registry/places/store'
import { appealKind } from '../kind'
import { troubleLabel } from './troubles'

const brief = {
  id: z.string(),
  trouble: z.nullable(z.string()),
  categoryLabel: z.string(),
  state: z.enum(ORDER_STATES),
  placeLabel: z.string(),
  createdAt: z.string(),
  promisedAt: z.string(),
}

/** What is offered as perhaps the same. */
export const similarView = z.strictObject({
  ...brief,
  metres: z.number(),
  followers: z.number(),
  isMine: z.boolean(),
  isFollowed: z.boolean(),
})

/** What a follower reads of somebody else's appeal in a list: no words, no pictures, no names. */
export const followedRow = z.strictObject({
  ...brief,
  /** From when the promise counts. */
  promisedFrom: z.string(),
  light: z.nullable(z.enum(LIGHTS)),
  pause: z.nullable(z.strictObject({ since: z.string(), reason: z.enum(PAUSE_REASON_KEYS) })),
})

/** The same on its own page, with its story in our words alone. */
export const followedView = followedRow.extend({
  isFollowing: z.boolean(),
  followers: z.number(),
  /** The order it is part of. */
  wholeId: z.nullable(z.string()),
  timeline: z.array(
    z.strictObject({
      seq: z.number(),
      action: z.enum(ORDER_ACTIONS),
      label: z.string(),
      at: z.string(),
      detail: z.nullable(z.string()),
    }),
  ),
})

/** An order as its followers see it in a list. */
export async function presentFollowed(
  { db, kinds }: Deps,
  viewer: Caller,
  row: ListedOrder,
  now: Date,
): Promise<z.output<typeof followedRow>> {
  const { order, noteText, noteCheck } = row
  const { categoryLabel, state, createdAt, promisedFrom, promisedAt, light, pause } = summarise(row, viewer, kinds, now)
  return {
    id: order.id,
    trouble: noteText && noteCheck === 'passed' ? troubleLabel(noteText) : null,
    categoryLabel,
    state,
    placeLabel: (await placeById(db, order.placeId))?.label ?? '',
    createdAt,
    promisedFrom,
    promisedAt,
    light,
    pause,
  }
}

/** A line of the story in words for followers. */
export const presentTold = ({ seq, action, at, detail, departmentName }: Told) => ({
  seq,
  action,
  label: FOLLOWED_ACTION_LABELS[action],
  at,
  detail: departmentName ?? detailOf({ action, detail }),
})

function detailOf({ action, detail }: Pick<Told, 'action' | 'detail'>): string | null {
  if (!detail) return null
  if (action === 'pause') return PAUSE_REASONS[detail as keyof typeof PAUSE_REASONS] ?? null
  return action === 'escalate' ? (RUNG_LABELS[detail] ?? null) : appealKind.categoryLabel(readClass(detail).category)
}
