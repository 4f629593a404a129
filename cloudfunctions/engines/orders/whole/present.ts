import * as z from 'zod'
import type { Deps } from '../../../kernel/context'
import { maskName } from '../../../registry/people/masking'
import { countFollowers } from '../followers/store'
import { titleOf } from '../present'
import type { PlacedOrder } from '../store'
import { type RelatedRow, relatedTo } from './store'

const related = z.strictObject({
  id: z.string(),
  code: z.string(),
  title: z.string(),
  placeText: z.string(),
  /** Masked: 孙*英. */
  requesterName: z.string(),
})

/** The orders of one matter as each of their pages shows them. */
export const wholeView = z.strictObject({
  /** What it is part of; null where it is none. */
  mergedInto: z.nullable(related),
  parts: z.array(related),
  /** Who hears of its progress besides its requester. */
  followers: z.number(),
})

/** Which other orders are of the same matter, and how many wait for this one. */
export async function presentWhole({ db, kinds }: Deps, order: PlacedOrder): Promise<z.output<typeof wholeView>> {
  const [rows, followers] = await Promise.all([relatedTo(db, order), countFollowers(db, [order.id])])
  const view = ({ id, code, kind, category, placeText, text, requesterName }: RelatedRow) => ({
    id,
    code,
    title: text ? titleOf(text) : kinds.of(kind).categoryLabel(category),
    placeText,
    requesterName: maskName(requesterName),
  })
  const whole = rows.find((row) => row.isWhole)
  return {
    mergedInto: whole ? view(whole) : null,
    parts: rows.filter((row) => !row.isWhole).map(view),
    followers: followers.get(order.id) ?? 0,
  }
}
