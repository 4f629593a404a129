import { type Located, locate } from '../../lib/location'
import { api } from '../../lib/rpc'
import type { Me } from '../../lib/session'

/** Where something happened, and how we know. */
export interface ChosenPlace {
  /** 檀溪苑3号楼附近. */
  words: string
  how: 'located' | 'home' | 'picked'
  /** Where the phone stands, for `located`. */
  point?: Located
  /** A grid, building or entrance, for `home` and `picked`. */
  placeId?: string
  community: { id: string; name: string } | null
}

export type Found =
  | { kind: 'found'; place: ChosenPlace }
  /** The person or the phone does not allow it, or there is no fix. */
  | { kind: 'none'; isRefused: boolean }
  /** The phone stands outside all grids of the county. */
  | { kind: 'outside' }

/** Asks the phone where it is and the server which grid that is. Never throws. */
export async function findPlace(): Promise<Found> {
  const fix = await locate()
  if (fix.kind !== 'located') return { kind: 'none', isRefused: fix.kind === 'refused' }
  const { lat, lng } = fix.at
  try {
    const seen = await api.places.locate({ lat, lng })
    if (!seen) return { kind: 'outside' }
    const { grid, building } = seen
    const words = building ? `${building.label}附近` : `${grid.communityName}${grid.name}`
    const community = { id: grid.communityId, name: grid.communityName }
    return { kind: 'found', place: { words, how: 'located', point: fix.at, community } }
  } catch {
    // Without a network the point alone is kept; the server finds the grid when it arrives.
    return { kind: 'found', place: { words: '您现在的位置', how: 'located', point: fix.at, community: null } }
  }
}

/** The registered home, when the phone cannot tell where it is. */
export const homePlace = (me: Me | undefined): ChosenPlace | null => (me?.home ? placeOfHome(me.home) : null)

/** Where somebody lives, as the place of what is told for them. */
export function placeOfHome({
  entranceId,
  label,
  communityId,
  communityName,
}: Omit<NonNullable<Me['home']>, 'gridId'>): ChosenPlace {
  // Others read the place of an appeal: the entrance will do, the room is nobody's business.
  const words = label.replace(/单元.*$/, '单元')
  return { words, how: 'home', placeId: entranceId, community: { id: communityId, name: communityName } }
}

/** How the row under the place explains itself. */
export function captionOf({ how, point }: ChosenPlace): string {
  if (how === 'located') return point ? `自动定位，误差约 ${point.accuracy} 米` : '自动定位'
  return how === 'home' ? '按登记的住址填的' : '您选的'
}

/** The place as a mutation takes it. */
export const placeInput = ({ point, placeId }: ChosenPlace) =>
  placeId ? { placeId } : point ? { point: { lat: point.lat, lng: point.lng, accuracy: point.accuracy } } : {}
