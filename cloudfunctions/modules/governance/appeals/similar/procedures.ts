import * as z from 'zod'
import { APPEAL_FILES_MAX, APPEAL_TEXT_MAX } from '../../../../contract/governance/appeals'
import { RUNNING_STATES } from '../../../../contract/orders'
import { countFollowers, follow, followedBy, standingTo, unfollow } from '../../../../engines/orders/followers/store'
import { supplementAsFollower } from '../../../../engines/orders/followers/supplement'
import { ordersByIds } from '../../../../engines/orders/lists/store'
import { lockOrder, type PlacedOrder } from '../../../../engines/orders/store'
import { storyOf } from '../../../../engines/orders/story/store'
import { fileIdsField, nothing, optionalText, pointField } from '../../../../kernel/dispatch/fields'
import { mutation, query } from '../../../../kernel/dispatch/procedure'
import { conflict, invalid, notFound } from '../../../../kernel/errors'
import { useFiles } from '../../../../kernel/files/use'
import { builtPlaces } from '../../../../registry/places/rules'
import { placeById } from '../../../../registry/places/store'
import { appealKind } from '../kind'
import { whereIs } from '../place'
import { similarTo } from './similar'
import { followedRow, followedView, presentFollowed, presentTold, similarView } from './views'

const FOLLOWED_MAX = 50

const isOpen = ({ state }: PlacedOrder) => ([...RUNNING_STATES, 'resolved'] as readonly string[]).includes(state)

/** "Me too": similar appeals first, following one, leaving it, and those one follows. */
export const similarProcedures = {
  similar: query(
    { callers: 'person', about: '附近有没有人提过同一件事：按说的话，或按照片' },
    {
      text: optionalText(APPEAL_TEXT_MAX),
      fileIds: fileIdsField(APPEAL_FILES_MAX),
      placeId: z.uuid().optional(),
      point: pointField.optional(),
    },
    z.array(similarView),
    async ({ db, caller, now }, { text = '', fileIds, ...given }) => {
      if (!text && fileIds.length === 0)
        throw invalid({ text: '写一句话或拍一张照片' }, '写一句话或拍一张照片，才能比对')
      const files = await useFiles(db, caller.personId, fileIds)
      const looks = files.flatMap(({ phash }) => phash ?? [])
      const { placeId, point } = await whereIs(db, given)
      if (!point) return []
      const place = await placeById(db, placeId)
      const placeIds = builtPlaces(place)
      const found = await similarTo(db, { text, looks, point, placeIds, viewerId: caller.personId, now })
      return found.map(({ category, ...one }) => ({ ...one, categoryLabel: appealKind.categoryLabel(category) }))
    },
  ),

  meToo: mutation(
    { callers: 'person', about: '我也遇到了，有进展告诉我；写的话和照片只给办理的人看' },
    { id: z.uuid(), text: optionalText(APPEAL_TEXT_MAX), fileIds: fileIdsField(APPEAL_FILES_MAX) },
    z.strictObject({ isNew: z.boolean() }),
    async ({ deps, tx, caller, now }, { id, text, fileIds }) => {
      const order = await lockOrder(tx, id)
      if (order?.kind !== 'appeal') throw notFound()
      const adds = Boolean(text) || fileIds.length > 0
      // Who asked for it is told of everything anyway.
      if (order.requesterId === caller.personId) {
        if (adds) throw conflict('order.own', '这件是您提的，请打开它补充情况')
        return { isNew: false }
      }
      // Who left may come back, also when it has ended since.
      const mayJoin = isOpen(order) || (!adds && (await standingTo(tx, id, caller.personId)).isKnown)
      if (!mayJoin) throw conflict('order.not_open', '这件已经办完了，请提一件新的')
      const who = { communityId: order.communityId, orderId: id, personId: caller.personId }
      const isNew = await follow(tx, { ...who, now })
      await supplementAsFollower(deps, tx, caller, order, { fileIds, now, ...(text && { text }) })
      return { isNew }
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
    z.array(followedRow),
    async ({ deps, db, caller, now }) => {
      const ids = await followedBy(db, caller.personId, FOLLOWED_MAX)
      const orders = await ordersByIds(db, ids)
      // What became part of another is told of there.
      const isTold = ({ mergedInto }: PlacedOrder) => !mergedInto || !orders.has(mergedInto)
      const listed = ids.flatMap((id) => orders.get(id) ?? []).filter(({ order }) => isTold(order))
      return Promise.all(listed.map((row) => presentFollowed(deps, caller, row, now)))
    },
  ),

  followed: query(
    { callers: 'person', about: '我也遇到的一件诉求：办到哪一步，不含提的人和原话' },
    { id: z.uuid() },
    followedView,
    async ({ deps, db, caller, now }, { id }) => {
      const row = (await ordersByIds(db, [id])).get(id)
      const { isFollowing, isKnown } = await standingTo(db, id, caller.personId)
      if (row?.order.kind !== 'appeal' || !isKnown) throw notFound()
      return {
        ...(await presentFollowed(deps, caller, row, now)),
        isFollowing,
        followers: (await countFollowers(db, [id])).get(id) ?? 0,
        wholeId: row.order.mergedInto,
        timeline: (await storyOf(db, row.order)).map(presentTold),
      }
    },
  ),
}
