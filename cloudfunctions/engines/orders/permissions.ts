import { GUARDIAN_RELATIONS, type GuardianRelation } from '../../contract/account/family'
import { ORDER_ACTIONS, type OrderAction } from '../../contract/orders'
import type { Role } from '../../contract/roles'
import { SUPERVISING_ROLES } from '../../contract/roles'
import type { Grant, Ward } from '../../kernel/context'
import { mayActFor } from '../../registry/guardianships/rules'
import type { OrderKind } from './kind'
import { possibleActions } from './machine'
import type { OrderRow, PlacedOrder } from './store'

/** Whoever looks at or acts on an order. */
export interface Viewer {
  personId: string
  grants: readonly Grant[]
  wards?: readonly Ward[]
}

/** How the history names one of the family who acts for the requester: `guardian.daughter`. */
const GUARDIAN = 'guardian.'

/** Told of it for the requester and may still act for them: in which capacity; null for everybody else. */
export function guardianAs(viewer: Viewer, order: Pick<OrderRow, 'guardianId' | 'requesterId'>): string | null {
  const ward = order.guardianId === viewer.personId ? mayActFor(viewer, order.requesterId) : null
  return ward && `${GUARDIAN}${ward.relation}`
}

/** 女儿, of a line of history that one of the family wrote; null of any other. */
export const relationOf = (actorAs: string): string | null =>
  actorAs.startsWith(GUARDIAN) ? GUARDIAN_RELATIONS[actorAs.slice(GUARDIAN.length) as GuardianRelation] : null

const isAt = (viewer: Viewer, roles: readonly Role[], path: string[]) =>
  viewer.grants.some((g) => roles.includes(g.role) && path.includes(g.placeId))

export const isRequester = (viewer: Viewer, order: OrderRow) => order.requesterId === viewer.personId
export const isRegistrar = (viewer: Viewer, order: OrderRow) => order.registeredBy === viewer.personId
/** Speaks for a requester without an account. */
export const isProxy = (viewer: Viewer, order: OrderRow) => order.proxyId === viewer.personId
export const isHolder = (viewer: Viewer, order: OrderRow) => order.holderId === viewer.personId
export const supervises = (viewer: Viewer, order: PlacedOrder) => isAt(viewer, SUPERVISING_ROLES, order.gridPath)
export const mayTakeKind = (viewer: Viewer, order: PlacedOrder, kind: OrderKind) =>
  isAt(viewer, kind.pool, order.gridPath)

/** Who sees an order at all: the two sides, those who held or may take it, and those above them. */
export const maySee = (viewer: Viewer, order: PlacedOrder, kind: OrderKind) =>
  isRequester(viewer, order) ||
  guardianAs(viewer, order) !== null ||
  isRegistrar(viewer, order) ||
  isHolder(viewer, order) ||
  order.holders.includes(viewer.personId) ||
  isCalled(viewer, order) ||
  supervises(viewer, order) ||
  mayTakeKind(viewer, order, kind)

/** Works for one of the departments that were called. */
export const isCalled = (viewer: Viewer, order: OrderRow, departments: readonly string[] = order.departments) =>
  viewer.grants.some((g) => g.role === 'department' && departments.includes(g.placeId))

/** Works for the department that is to come, or has. */
const isOfDepartment = (viewer: Viewer, order: OrderRow) =>
  order.departmentId !== null && isCalled(viewer, order, [order.departmentId])

/** Works for a department that was called in to help, and is not the one in charge. */
const isHelper = (viewer: Viewer, order: OrderRow) =>
  isCalled(viewer, order, order.helpers) && !isOfDepartment(viewer, order)

const hasJoined = (viewer: Viewer, order: OrderRow) => isHelper(viewer, order) && order.joined.includes(viewer.personId)

/** The department for which somebody acts on an order: the one in charge, or one that helps. */
export function departmentActing(viewer: Viewer, order: OrderRow): string | null {
  if (isOfDepartment(viewer, order)) return order.departmentId
  return viewer.grants.find((g) => g.role === 'department' && order.helpers.includes(g.placeId))?.placeId ?? null
}

/** The role in which the holder works on it: one at the order's place, or, where a colleague passed it on, in its community. */
function roleOfHolder(viewer: Viewer, order: PlacedOrder, kind: OrderKind): Role | null {
  if (!isHolder(viewer, order)) return null
  if (order.holderAs === 'department') return isOfDepartment(viewer, order) ? 'department' : null
  const isNear = (g: Grant) => order.gridPath.includes(g.placeId) || g.communityId === order.communityId
  return viewer.grants.find((g) => kind.pool.includes(g.role) && isNear(g))?.role ?? null
}

/** Who sees the requester's full name, phone and home: the holder, and those above. Couriers never. */
export function maySeeRequester(viewer: Viewer, order: PlacedOrder, kind: OrderKind): boolean {
  const asHolder = roleOfHolder(viewer, order, kind)
  return (asHolder !== null && asHolder !== 'courier') || isRegistrar(viewer, order) || supervises(viewer, order)
}

/** What a follower adds is for those who work on the order, not for the neighbour who asked. */
export const mayReadFollowers = (viewer: Viewer, order: OrderRow) =>
  !isRequester(viewer, order) && !isProxy(viewer, order) && guardianAs(viewer, order) === null

/** In which capacity the viewer takes an action, or null when it is not theirs to take. */
export function capacityFor(action: OrderAction, viewer: Viewer, order: PlacedOrder, kind: OrderKind): string | null {
  const asRequester = isRequester(viewer, order)
    ? 'requester'
    : (guardianAs(viewer, order) ?? (isProxy(viewer, order) ? 'registrar' : null))
  const roleAt = (roles: readonly Role[]) =>
    viewer.grants.find((g) => roles.includes(g.role) && order.gridPath.includes(g.placeId))?.role ?? null
  switch (action) {
    case 'submit':
      return null
    case 'confirm':
    case 'reopen':
    case 'withdraw':
    case 'urge':
    case 'supplement':
    case 'contest':
    case 'rate':
      return asRequester
    case 'accept':
      return isRequester(viewer, order) || guardianAs(viewer, order) ? null : roleAt(kind.pool)
    case 'undoAccept':
    case 'pause':
    case 'extend':
    case 'resolve':
      return roleOfHolder(viewer, order, kind)
    case 'step':
      return roleOfHolder(viewer, order, kind) ?? (hasJoined(viewer, order) ? 'department' : null)
    case 'handBack': {
      // What a department has taken on does not fall back on the grid.
      const asHolder = roleOfHolder(viewer, order, kind)
      return asHolder === 'department' ? null : asHolder
    }
    case 'resume':
    case 'reclassify':
    case 'reassign':
    case 'callIn':
      return roleOfHolder(viewer, order, kind) ?? roleAt(SUPERVISING_ROLES)
    case 'assign':
    case 'decline':
    case 'closeUnfixed':
    case 'reinstate':
    case 'uphold':
    case 'supervise':
    case 'callBack':
    case 'split':
    case 'whistle':
      return roleAt(SUPERVISING_ROLES)
    case 'merge':
      // What concerns one person alone is never the same matter as another's.
      return kind.likeness ? roleAt(SUPERVISING_ROLES) : null
    case 'reportIn':
    case 'object':
      return isOfDepartment(viewer, order) ? 'department' : null
    case 'joinIn':
      return isHelper(viewer, order) && !hasJoined(viewer, order) ? 'department' : null
    case 'insist':
    case 'release':
      // A third decides: above the community, and not who whistled.
      return order.whistledBy === viewer.personId ? null : roleAt(['subdistrict', 'county'])
    case 'lapse':
    case 'escalate':
      return null
  }
}

export type Can = Record<Exclude<OrderAction, 'submit' | 'undoAccept'> | 'undo', boolean>

/** Which buttons a screen shows: what the state allows and what is this viewer's to do. */
export function permissionsOf(viewer: Viewer, order: PlacedOrder, kind: OrderKind, nowMs: number): Can {
  const possible = possibleActions(order.state, factsOf(order, nowMs))
  const allowed = (action: OrderAction) =>
    possible.includes(action) && capacityFor(action, viewer, order, kind) !== null
  const can = Object.fromEntries(
    ORDER_ACTIONS.filter((a) => a !== 'submit').map((a) => [a === 'undoAccept' ? 'undo' : a, allowed(a)]),
  )
  return can as Can
}

export const factsOf = (order: OrderRow, nowMs: number) => ({
  nowMs,
  undoUntilMs: order.undoUntil?.getTime() ?? null,
  endedAs: order.endedAs === 'declined' || order.endedAs === 'unfixed' ? order.endedAs : null,
  isPaused: order.pausedAt !== null,
  isOverdue: (order.pausedAt?.getTime() ?? nowMs) > order.promisedAt.getTime(),
  isExtended: order.extendedAt !== null,
  isRated: order.ratedAt !== null && order.endedAt !== null && order.ratedAt >= order.endedAt,
  hasObjected: order.objectedAt !== null,
  endedAtMs: order.endedAt?.getTime() ?? null,
  urgedAtMs: order.urgedAt?.getTime() ?? null,
  contests: order.contests,
  hasProgress: order.state === 'handling',
})
