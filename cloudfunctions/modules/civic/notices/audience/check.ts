import type { Audience } from '../../../../contract/civic/notices'
import type { PlaceKind } from '../../../../contract/places'
import type { Caller, Grant } from '../../../../kernel/context'
import type { Executor } from '../../../../kernel/database/open'
import { forbidden, invalid, notFound } from '../../../../kernel/errors'
import { ownList } from '../../../../registry/lists/open'
import { type Place, pathOf, placeById } from '../../../../registry/places/store'
import { countsExactly, publisherFor } from '../permissions'
import { livingBelow } from './store'

/** Places at which tags may be told from above a community: a building's few would stand out. */
const WIDE = ['county', 'subdistrict', 'community'] as const
/** Places among which who publishes from above a community chooses: buildings, and single people, are the communities' own. */
export const PLACES_ABOVE = [...WIDE, 'estate'] as const

/**
 * In whose name somebody tells this audience. Faults: record.not_found for places that are not theirs, input.invalid for
 * people or a list that are not, for none at all, and from above a community for so few that figures would tell of
 * somebody; access.forbidden for who publishes nowhere any more.
 */
export async function checkAudience(db: Executor, caller: Caller, audience: Audience, now: Date): Promise<Grant> {
  const { who, placeIds } = audience
  if (who.kind === 'list')
    return forPaths(caller, [await pathOf(db, (await listOf(db, caller, who.listId, now)).placeId)])
  if (who.kind === 'people') {
    const grant = forPaths(caller, [])
    if (!countsExactly(caller.grants, grant.placePath)) throw invalid({ 'audience.who': '点名由社区来发，请选地方' })
    const ids = new Set(who.personIds)
    if ((await livingBelow(db, [...ids], grant.placeId, now)) !== ids.size)
      throw invalid({ 'audience.who': '有人不住在您管的地方，请重新选' })
    return grant
  }
  if (placeIds.length === 0) throw invalid({ 'audience.placeIds': '选一选发到哪些地方' })
  const places = await Promise.all(placeIds.map((id) => placeById(db, id)))
  if (places.some((place) => place === null)) throw notFound('没找到这个地方，可能不归您管')
  const grant = forPaths(
    caller,
    (places as Place[]).map(({ path }) => path),
  )
  if (countsExactly(caller.grants, grant.placePath)) return grant
  const isWithin = (kinds: readonly PlaceKind[]) => (places as Place[]).every(({ kind }) => kinds.includes(kind))
  if (who.kind === 'tags' && !isWithin(WIDE)) throw invalid({ 'audience.placeIds': '按人群发，要整个社区一起发' })
  if (!isWithin(PLACES_ABOVE)) throw invalid({ 'audience.placeIds': '楼栋由社区来发，请选小区或更大的地方' })
  return grant
}

/** A list counts while its opener may look at it. */
async function listOf(db: Executor, caller: Caller, listId: string, now: Date) {
  try {
    return await ownList(db, caller, listId, now)
  } catch {
    throw invalid({ 'audience.who': '这份名单看的时间过了，请重新打开名单' })
  }
}

function forPaths(caller: Caller, paths: readonly (readonly string[])[]): Grant {
  const grant = publisherFor(caller.grants, paths)
  if (grant) return grant
  if (paths.length > 0) throw notFound('没找到这个地方，可能不归您管')
  throw forbidden()
}
