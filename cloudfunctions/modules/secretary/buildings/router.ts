import * as z from 'zod'
import { PLACE_KINDS, type PlaceAction } from '../../../contract/places'
import { lightsByGrid } from '../../../engines/orders/board/store'
import type { Caller } from '../../../kernel/context'
import type { Executor } from '../../../kernel/database/open'
import { nothing, textField } from '../../../kernel/dispatch/fields'
import { type MutationScope, mutation, query, router } from '../../../kernel/dispatch/procedure'
import { conflict, invalid, notFound } from '../../../kernel/errors'
import { roomsOf } from '../../../registry/homes/store'
import { isWithin } from '../../../registry/places/borders/geometry'
import { borderOfGrid } from '../../../registry/places/borders/store'
import { insertPlaceHistory } from '../../../registry/places/history/store'
import { type Place, placeById } from '../../../registry/places/store'
import { ADDED_BELOW, CHANGEABLE, labelOf } from '../../../registry/places/tree/rules'
import {
  closePlace,
  hasRoom,
  insertHome,
  insertPlace,
  isNamed,
  lockPlace,
  placesUnder,
  renamePlace,
} from '../../../registry/places/tree/store'
import { hasRoleAt } from '../../../registry/roles/rules'

const callers = ['secretary'] as const
/** A slash would part it from what it stands below. */
const name = textField(1, 20).regex(/^[^/]*$/, '名字里不能有斜线')
const room = textField(1, 10).regex(/^[\p{L}\p{N}-]+$/u, '房号只写数字、字母或字')

/** A place of the caller's own community, or that community. Faults: record.not_found. */
async function ownPlace(db: Executor, caller: Caller, id: string): Promise<Place> {
  const place = await placeById(db, id)
  if (!place || !hasRoleAt(caller.grants, callers, place.path)) throw notFound('没找到这个地方')
  return place
}

/** The same, held until the transaction ends. */
async function heldPlace({ tx, caller }: MutationScope, id: string): Promise<Place> {
  await lockPlace(tx, id)
  return ownPlace(tx, caller, id)
}

const told = (
  { deps, tx, caller, now }: MutationScope,
  place: Pick<Place, 'id' | 'communityId'>,
  what: { action: PlaceAction; before?: string; after?: string },
) =>
  insertPlaceHistory(tx, {
    id: deps.newId(),
    communityId: place.communityId,
    placeId: place.id,
    actorId: caller.personId,
    at: now,
    ...what,
  })

/** 楼栋房屋: what stands in the own community, from the estates down to the homes. */
export const buildingsRouter = router({
  below: query(
    { callers, about: '本社区一处地方下面有什么：小区、网格、楼栋、单元、房屋' },
    { placeId: z.uuid().optional() },
    z.strictObject({
      place: z.strictObject({ id: z.string(), kind: z.enum(PLACE_KINDS), name: z.string(), label: z.string() }),
      below: z.array(
        z.strictObject({
          id: z.string(),
          kind: z.enum(PLACE_KINDS),
          name: z.string(),
          homes: z.number(),
          mayRename: z.boolean(),
          mayRetire: z.boolean(),
        }),
      ),
      /** Of an entrance. */
      rooms: z.array(z.strictObject({ id: z.string(), room: z.string() })),
    }),
    async ({ db, caller }, { placeId }) => {
      const own = caller.grants.find(({ role }) => role === 'secretary')!
      const { id, kind, name, label } = await ownPlace(db, caller, placeId ?? own.placeId)
      const [below, rooms] = await Promise.all([placesUnder(db, id), kind === 'entrance' ? roomsOf(db, id) : []])
      return {
        place: { id, kind, name, label },
        below: below.map(({ isEmpty, ...one }) => ({
          ...one,
          mayRename: one.kind === 'grid' || (CHANGEABLE.includes(one.kind) && isEmpty),
          mayRetire: CHANGEABLE.includes(one.kind) && isEmpty,
        })),
        rooms,
      }
    },
  ),

  add: mutation(
    { callers, about: '在网格下加一栋楼，或在楼下加一个单元' },
    {
      parentId: z.uuid(),
      name,
      /** Where a building stands, in GCJ-02; left out it is found by no position. */
      point: z.strictObject({ lat: z.number().min(3).max(54), lng: z.number().min(73).max(136) }).optional(),
    },
    z.strictObject({ id: z.string() }),
    async (scope, { parentId, name, point }) => {
      const { deps, tx } = scope
      const parent = await heldPlace(scope, parentId)
      const kind = ADDED_BELOW[parent.kind]
      if (!kind) throw invalid({ parentId: '只能在网格下加楼、在楼下加单元' })
      if (await isNamed(tx, parentId, kind, name)) throw conflict('place.name_taken', `已经有${name}了，换个名字`)
      const drawn = point && kind === 'building' ? await borderOfGrid(tx, parentId) : null
      if (point && drawn?.border && !isWithin(point, drawn.border))
        throw invalid({ point: '这个位置不在网格里，请到楼前再定位' })
      const above = parent.parentId && (await placeById(tx, parent.parentId))
      const at =
        point ??
        (kind === 'entrance' && parent.lat !== null && parent.lng !== null
          ? { lat: parent.lat, lng: parent.lng }
          : null)
      const id = deps.newId()
      await insertPlace(tx, {
        id,
        kind,
        name,
        label: labelOf(kind, name, parent, above || parent),
        parentId,
        path: [...parent.path, id],
        communityId: parent.communityId,
        lat: at?.lat ?? null,
        lng: at?.lng ?? null,
        isClosed: false,
      })
      await told(scope, { id, communityId: parent.communityId }, { action: 'add', after: name })
      return { id }
    },
  ),

  addHome: mutation(
    { callers, about: '在单元下加一户' },
    { entranceId: z.uuid(), room },
    z.strictObject({ id: z.string() }),
    async (scope, { entranceId, room }) => {
      const { deps, tx } = scope
      const entrance = await heldPlace(scope, entranceId)
      if (entrance.kind !== 'entrance' || !entrance.gridId) throw invalid({ entranceId: '房屋要加在单元下面' })
      if (await hasRoom(tx, entranceId, room)) throw conflict('place.name_taken', `已经有${room}了，换个房号`)
      const id = deps.newId()
      const { communityId, gridId, label } = entrance
      await insertHome(tx, { id, communityId, entranceId, gridId, room, label: label + room })
      await told(scope, entrance, { action: 'add', after: room })
      return { id }
    },
  ),

  rename: mutation(
    { callers, about: '给网格，或还没有住户的楼栋、单元改名字' },
    { id: z.uuid(), name },
    nothing,
    async (scope, { id, name }) => {
      const { tx } = scope
      const place = await heldPlace(scope, id)
      if (!place.parentId || !CHANGEABLE.includes(place.kind)) throw invalid({ id: '这里的名字不能在这儿改' })
      if (place.name === name) return {}
      await lockPlace(tx, place.parentId)
      if (await isNamed(tx, place.parentId, place.kind, name))
        throw conflict('place.name_taken', `已经有${name}了，换个名字`)
      // A grid's name stands on nothing below it; a building's and an entrance's on the label of each home.
      if (place.kind !== 'grid') await refuseUnlessEmpty(scope, place, '楼里已经有住户登记，名字不能再改')
      const label = place.kind === 'grid' ? name : place.label.slice(0, place.label.length - place.name.length) + name
      await renamePlace(tx, id, { name, label })
      await told(scope, place, { action: 'rename', before: place.name, after: name })
      return {}
    },
  ),

  retire: mutation(
    { callers, about: '停用一个空的网格、楼栋或单元' },
    { id: z.uuid() },
    nothing,
    async (scope, { id }) => {
      const place = await heldPlace(scope, id)
      if (!place.parentId || !CHANGEABLE.includes(place.kind)) throw invalid({ id: '这个地方不能在这儿停用' })
      await refuseUnlessEmpty(scope, place, '下面还有楼栋、单元或房屋，空了才能停用')
      const open = (await lightsByGrid(scope.tx, place.communityId, scope.now)).get(id)
      if (open) throw conflict('place.has_orders', '这里还有没办完的单，办完才能停用')
      await closePlace(scope.tx, id)
      await told(scope, place, { action: 'retire', before: place.name })
      return {}
    },
  ),
})

async function refuseUnlessEmpty({ tx }: MutationScope, place: Place, sentence: string): Promise<void> {
  const itself = (await placesUnder(tx, place.parentId!)).find(({ id }) => id === place.id)
  if (!itself?.isEmpty) throw conflict('place.not_empty', sentence)
}
