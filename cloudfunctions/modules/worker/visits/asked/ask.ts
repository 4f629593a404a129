import type { VisitRequest } from '../../../../contract/worker/visits'
import { submit } from '../../../../engines/orders/submit'
import type { Caller, Deps } from '../../../../kernel/context'
import type { Tx } from '../../../../kernel/database/open'
import { conflict, notFound } from '../../../../kernel/errors'
import { lockPerson } from '../../../../registry/people/store'
import { placeById } from '../../../../registry/places/store'
import { insertRequest, openRequestsFor } from './store'
import type { Whom } from './whom'

interface Scope {
  deps: Deps
  tx: Tx
  caller: Caller
  now: Date
}

export interface Asking {
  reason: VisitRequest
  text?: string | undefined
  fileIds: string[]
}

const UNSAID = '请上门看看'

/**
 * Puts a visit into the pool of the grid where that person's home is. The order tells of the building at most; whom to
 * visit stands beside it. Faults: record.not_found, visit.asked_before while the same person's last asking is open.
 */
export async function askForVisit(scope: Scope, whom: Whom, { reason, text, fileIds }: Asking) {
  const { deps, tx, caller, now } = scope
  const { personId, communityId, gridId, path } = whom
  // Two taps on two phones wait for each other.
  if (!(await lockPerson(tx, personId))) throw notFound()
  const open = await openRequestsFor(tx, personId)
  if (open.some(({ askedById }) => askedById === caller.personId))
    throw conflict('visit.asked_before', '您已经请网格员上门了，这一次还没办完')
  const gridPath = path.slice(0, path.indexOf(gridId) + 1)
  const place = (await placeById(tx, path[gridPath.length] ?? gridId)) ?? (await placeById(tx, gridId))
  if (!place) throw notFound()
  const words = text || UNSAID
  const emergency = deps.kinds.of('visit').emergencyIn(words)
  const { id, promisedAt } = await submit(deps, tx, caller, now, {
    kind: 'visit',
    category: reason,
    urgency: emergency ? 'emergency' : reason === 'incident' ? 'urgent' : 'normal',
    emergency,
    text: words,
    fileIds,
    gridId,
    gridPath,
    communityId,
    placeId: place.id,
    placeText: place.label,
    point: place.lat !== null && place.lng !== null ? { lat: place.lat, lng: place.lng } : null,
    requesterId: caller.personId,
    registeredBy: null,
    proxyId: null,
  })
  await insertRequest(tx, { orderId: id, communityId, personId })
  return { id, promisedAt, emergency }
}
