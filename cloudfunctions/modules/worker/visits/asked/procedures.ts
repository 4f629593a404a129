import * as z from 'zod'
import { EMERGENCIES } from '../../../../contract/orders'
import {
  ARRIVAL_KEYS,
  VISIT_ASK_FILES_MAX,
  VISIT_ASK_MAX,
  VISIT_ASKERS,
  VISIT_REQUEST_KEYS,
} from '../../../../contract/worker/visits'
import { ordersOfRequester } from '../../../../engines/orders/lists/store'
import { maySeeRequester } from '../../../../engines/orders/permissions'
import { orderSummary, summarise } from '../../../../engines/orders/present'
import { orderById } from '../../../../engines/orders/store'
import { cursorField, fileIdsField, optionalText, pageOf } from '../../../../kernel/dispatch/fields'
import { idCursor, toPage } from '../../../../kernel/dispatch/page'
import { mutation, query } from '../../../../kernel/dispatch/procedure'
import { invalid, notFound } from '../../../../kernel/errors'
import { recordAccess } from '../../../../registry/access-log/store'
import { mayActFor } from '../../../../registry/guardianships/rules'
import { dwellingsOf } from '../../../../registry/homes/store'
import { maskName } from '../../../../registry/people/masking'
import { namesOf } from '../../../../registry/people/store'
import { reachOf } from '../../../../registry/residents/card/store'
import { keptPlaces } from '../../../../registry/roles/keepers'
import { askForVisit } from './ask'
import { requestOf } from './store'
import { nearOf, whomInCharge, whomNear } from './whom'

const said = { text: optionalText(VISIT_ASK_MAX), fileIds: fileIdsField(VISIT_ASK_FILES_MAX) }
const asked = z.strictObject({ id: z.string(), promisedAt: z.string(), emergency: z.nullable(z.enum(EMERGENCIES)) })
const ASKS_A_MINUTE = 20

/** 走访 as an order: somebody asks for it. */
export const askedProcedures = {
  askFor: mutation(
    { callers: VISIT_ASKERS, about: '请网格员去看自己管的地方的一位居民', perMinute: ASKS_A_MINUTE },
    { personId: z.uuid(), reason: z.enum(VISIT_REQUEST_KEYS), ...said },
    asked,
    async (scope, { personId, ...asking }) => {
      const whom = await whomInCharge(scope.tx, { ...scope, personId })
      if (!whom) throw notFound()
      return askForVisit(scope, whom, asking)
    },
  ),

  ask: mutation(
    { callers: 'person', about: '请网格员上门看看自己、同住的人，或者托付给我的家人', perMinute: ASKS_A_MINUTE },
    { personId: z.uuid(), reason: z.enum(ARRIVAL_KEYS), ...said },
    asked,
    async (scope, { personId, ...asking }) => {
      if (!asking.text && asking.fileIds.length === 0) throw invalid({ text: '写一句，或者拍一张照片' })
      const whom = await whomNear(scope.tx, { ...scope, personId })
      if (!whom) throw notFound()
      return askForVisit(scope, whom, asking)
    },
  ),

  household: query(
    { callers: 'person', about: '能请网格员去看谁：自己、同住的人、托付给我的家人，同住的人名字打码' },
    {},
    z.array(z.strictObject({ personId: z.string(), name: z.string(), isSelf: z.boolean() })),
    async ({ db, caller, now }) =>
      (await nearOf(db, caller, now)).map(({ personId, name, isWard }) => {
        const isSelf = personId === caller.personId
        return { personId, name: isSelf || isWard ? name : maskName(name), isSelf }
      }),
  ),

  asked: query(
    { callers: 'person', about: '我请过的走访' },
    { cursor: cursorField },
    pageOf(orderSummary),
    async ({ deps, db, caller, now }, { cursor }) => {
      const rows = await ordersOfRequester(db, caller.personId, 'visit', null, idCursor(cursor))
      return toPage(
        rows,
        (row) => summarise(row, caller, deps.kinds, now),
        (last) => last.order.id,
      )
    },
  ),

  whom: query(
    { callers: 'person', about: '这一次走访去看谁，只给请的人和经办的人看' },
    { id: z.uuid() },
    z.strictObject({
      name: z.string(),
      homeLabel: z.nullable(z.string()),
      isSelf: z.boolean(),
      /** Of the card, for who keeps the registry where the person lives. */
      cardId: z.nullable(z.string()),
    }),
    async ({ deps, db, caller, now }, { id }) => {
      const [request, order] = await Promise.all([requestOf(db, id), orderById(db, id)])
      if (!request || !order) throw notFound()
      const isAsker = order.requesterId === caller.personId
      const isInHand = maySeeRequester(caller, order, deps.kinds.of(order.kind))
      if (!isAsker && !isInHand) throw notFound()
      const { personId } = request
      const isSelf = personId === caller.personId
      const isNamed = isInHand || isSelf || mayActFor(caller, personId)
      if (isInHand && !isSelf)
        await recordAccess(db, [
          { id: deps.newId(), personId, viewerId: caller.personId, what: 'visit.whom', subjectId: id, at: now },
        ])
      const [names, dwellings, reach] = await Promise.all([
        namesOf(db, [personId]),
        dwellingsOf(db, personId, now),
        reachOf(db, { personId, placeIds: keptPlaces(caller), now }),
      ])
      const name = names.get(personId) ?? ''
      const inGrid = dwellings.filter(({ gridId }) => gridId === order.gridId)
      const home = inGrid.find(({ livesThere }) => livesThere) ?? inGrid[0]
      return {
        name: isNamed ? name : maskName(name),
        homeLabel: isNamed ? (home?.label ?? null) : null,
        isSelf,
        cardId: reach ? personId : null,
      }
    },
  ),
}
