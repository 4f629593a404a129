import * as z from 'zod'
import { APPEAL_CATEGORY_LABELS, APPEAL_TEXT_MAX, type AppealCategory } from '../../../../contract/governance/appeals'
import { ORDER_STATES, RUNNING_STATES } from '../../../../contract/orders'
import { follow, followedBy, unfollow } from '../../../../engines/orders/followers/store'
import { ordersByIds } from '../../../../engines/orders/lists/store'
import { lockOrder } from '../../../../engines/orders/store'
import { nothing, pointField, textField } from '../../../../kernel/dispatch/fields'
import { mutation, query } from '../../../../kernel/dispatch/procedure'
import { conflict, notFound } from '../../../../kernel/errors'
import { placeById } from '../../../../registry/places/store'
import { whereIs } from '../place'
import { similarTo } from './similar'
import { troubleLabel } from './troubles'

/** What a follower reads of somebody else's appeal: no words, no pictures, no names. */
const followed = z.strictObject({
  id: z.string(),
  trouble: z.nullable(z.string()),
  categoryLabel: z.string(),
  state: z.enum(ORDER_STATES),
  placeLabel: z.string(),
  createdAt: z.string(),
  promisedAt: z.string(),
})
const similar = followed.extend({ metres: z.number(), followers: z.number(), isMine: z.boolean() })

const FOLLOWED_MAX = 50
const labelOf = (category: string) => APPEAL_CATEGORY_LABELS[category as AppealCategory] ?? APPEAL_CATEGORY_LABELS.other

/** "Me too": similar appeals first, following one, leaving it, and those one follows. */
export const similarProcedures = {
  similar: query(
    { callers: 'person', about: '附近有没有人提过同一件事' },
    { text: textField(1, APPEAL_TEXT_MAX), placeId: z.uuid().optional(), point: pointField.optional() },
    z.array(similar),
    async ({ db, caller, now }, { text, ...given }) => {
      const { placeId, point } = await whereIs(db, given)
      if (!point) return []
      const place = await placeById(db, placeId)
      // The building and its entrances count as one; a whole grid does not.
      const placeIds = place && ['building', 'entrance'].includes(place.kind) ? place.path.slice(-2) : []
      const found = await similarTo(db, { text, point, placeIds, viewerId: caller.personId, now })
      return found.map(({ category, state, ...one }) => ({
        ...one,
        categoryLabel: labelOf(category),
        state: state as (typeof ORDER_STATES)[number],
      }))
    },
  ),

  meToo: mutation(
    { callers: 'person', about: '我也遇到了，有进展告诉我' },
    { id: z.uuid() },
    z.strictObject({ isNew: z.boolean() }),
    async ({ tx, caller, now }, { id }) => {
      const order = await lockOrder(tx, id)
      if (order?.kind !== 'appeal') throw notFound()
      // Who asked for it is told of everything anyway.
      if (order.requesterId === caller.personId) return { isNew: false }
      if (!(RUNNING_STATES as readonly string[]).includes(order.state) && order.state !== 'resolved')
        throw conflict('order.not_open', '这件已经办完了，请提一件新的')
      const who = { communityId: order.communityId, orderId: id, personId: caller.personId }
      return { isNew: await follow(tx, { ...who, now }) }
    },
  ),

  leave: mutation(
    { callers: 'person', about: '不再关注这件事' },
    { id: z.uuid() },
    nothing,
    async ({ tx, caller, now }, { id }) => {
      await unfollow(tx, { orderId: id, personId: caller.personId }, now)
      return {}
    },
  ),

  following: query(
    { callers: 'person', about: '我也遇到、正在关注的诉求' },
    {},
    z.array(followed),
    async ({ db, caller }) => {
      const ids = await followedBy(db, caller.personId, FOLLOWED_MAX)
      const orders = await ordersByIds(db, ids)
      const listed = ids.flatMap((id) => orders.get(id) ?? [])
      return Promise.all(
        listed.map(async ({ order, noteText, noteCheck }) => ({
          id: order.id,
          trouble: noteText && noteCheck === 'passed' ? troubleLabel(noteText) : null,
          categoryLabel: labelOf(order.category),
          state: order.state,
          placeLabel: (await placeById(db, order.placeId))?.label ?? '',
          createdAt: order.createdAt.toISOString(),
          promisedAt: order.promisedAt.toISOString(),
        })),
      )
    },
  ),
}
