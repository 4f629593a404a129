import type { MessageKind } from '../../../engines/messages/kind'
import { send } from '../../../engines/messages/send'
import { onEvent } from '../../../kernel/events/handler'
import { LISTING_ROLES } from '../../../registry/approvals/rules'
import { namesOf, pathOf } from '../../../registry/places/store'
import { holdersAt } from '../../../registry/roles/store'

interface Params {
  placeName: string
}

const link = () => '/modules/secretary/approvals/list'

const asked: MessageKind<Params> = {
  name: 'approvals.asked',
  topic: 'work',
  urgency: 'normal',
  title: () => '有一份名单等您同意',
  body: ({ placeName }) => `${placeName}的居民名单，点开看用途再答复`,
  link,
  asks: '看用途，去答复',
}

const approved: MessageKind<Params> = {
  name: 'approvals.approved',
  topic: 'work',
  urgency: 'normal',
  title: () => '名单申请同意了',
  body: ({ placeName }) => `${placeName}的居民名单，24 小时内能打开一次`,
  link,
}

const refused: MessageKind<Params> = {
  name: 'approvals.refused',
  topic: 'work',
  urgency: 'normal',
  title: () => '名单申请没有同意',
  body: ({ placeName }) => `${placeName}的居民名单，有疑问请问上级`,
  link,
}

/** Tells everyone who may decide, which who asked may not. */
export const tellOfAskedList = onEvent('list.asked', 'approvals.tellAsked', async (deps, tx, event, eventId) => {
  const { approvalId, placeId, askedBy } = event
  const placePath = await pathOf(tx, placeId)
  const holders = await holdersAt(tx, { roles: LISTING_ROLES, placePath, now: deps.clock.now() })
  await send(deps, tx, {
    kind: asked,
    to: holders.filter((personId) => personId !== askedBy),
    params: { placeName: (await namesOf(tx, [placeId])).get(placeId) ?? '' },
    subjectId: approvalId,
    dedupeKey: eventId,
  })
})

/** Tells who asked. */
export const tellOfDecidedList = onEvent('list.decided', 'approvals.tellDecided', async (deps, tx, event, eventId) => {
  const { approvalId, placeId, askedBy, isApproved } = event
  await send(deps, tx, {
    kind: isApproved ? approved : refused,
    to: [askedBy],
    params: { placeName: (await namesOf(tx, [placeId])).get(placeId) ?? '' },
    subjectId: approvalId,
    dedupeKey: eventId,
  })
})
