import type { Point } from '../../../contract/places'
import type { NewOrder } from '../../../engines/orders/submit'
import type { Executor } from '../../../kernel/database/open'
import { invalid } from '../../../kernel/errors'
import { locate, placeById } from '../../../registry/places/store'

type Where = Pick<NewOrder, 'gridId' | 'gridPath' | 'communityId' | 'placeId' | 'placeText' | 'point'>

/** Finds the grid for a picked place or for where the phone stands. Fault input.invalid says to pick a building. */
export async function whereIs(
  db: Executor,
  given: { placeId?: string | undefined; point?: Point | undefined; placeText?: string | undefined },
): Promise<Where> {
  const point = given.point ? { lat: given.point.lat, lng: given.point.lng } : null
  if (given.placeId) {
    const place = await placeById(db, given.placeId)
    if (!place?.gridId) throw invalid({ placeId: '请选到网格或楼栋' }, '地点没选到楼栋，请重新选一下')
    const gridPath = place.path.slice(0, place.path.indexOf(place.gridId) + 1)
    // Where the phone stands tells nothing of a place picked far away.
    const isThere = point && (await locate(db, point))?.communityId === place.communityId
    const own = place.lat !== null && place.lng !== null ? { lat: place.lat, lng: place.lng } : null
    const at = isThere ? point : own
    return {
      gridId: place.gridId,
      gridPath,
      communityId: place.communityId,
      placeId: place.id,
      placeText: given.placeText || place.label,
      point: at,
    }
  }
  const found = point && (await locate(db, point))
  if (!found)
    throw invalid({ placeId: point ? '这里不在本县的网格里，请选楼栋' : '请选地点' }, '没找到地点，请选一下楼栋')
  return {
    gridId: found.gridId,
    gridPath: found.gridPath,
    communityId: found.communityId,
    placeId: found.building?.id ?? found.gridId,
    placeText:
      given.placeText || (found.building ? `${found.building.label}附近` : `${found.communityName}${found.gridName}`),
    point,
  }
}
