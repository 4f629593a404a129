import {
  REACH_CLASSES,
  type ReachClass,
  UNREACHED_REASONS,
  type UnreachedReason,
} from '../../../../contract/civic/notices'
import { sumTold } from '../rules'

type Counts = Record<ReachClass, number>

/** Readers of one class and reason at one place. */
interface Group {
  placeId: string | null
  label: string | null
  class: ReachClass
  reason: UnreachedReason | null
  people: number
}

interface Summed extends Counts {
  people: number
  /** Have neither opened it nor been told: whom a reminder goes to. */
  unread: number
  byReason: { reason: UnreachedReason; people: number }[]
  byBuilding: ({ placeId: string | null; label: string } & Counts)[]
}

const none = (): Counts => Object.fromEntries(REACH_CLASSES.map((name) => [name, 0])) as Counts

/** The same as it is told to who may not count: each figure of each place so, no places, and still adding up. */
export function toldReach(groups: readonly Group[], told: (count: number) => number): Summed {
  const places = [...new Set(groups.map(({ placeId }) => placeId))]
  const sums = places.map((place) => sumReach(groups.filter(({ placeId }) => placeId === place)))
  const total = (of: (sum: Summed) => number) => sumTold(sums.map(of), told)
  const each = Object.fromEntries(REACH_CLASSES.map((name) => [name, total((sum) => sum[name])])) as Counts
  const peopleOf = (reason: UnreachedReason) =>
    total(({ byReason }) => byReason.find((one) => one.reason === reason)?.people ?? 0)
  return {
    ...each,
    people: REACH_CLASSES.reduce((sum, name) => sum + each[name], 0),
    unread: total(({ unread }) => unread),
    byReason: UNREACHED_REASONS.map((reason) => ({ reason, people: peopleOf(reason) })).filter(
      ({ people }) => people > 0,
    ),
    byBuilding: [],
  }
}

/** Adds groups up: over all, by reason, and by place in the order in which places come. */
export function sumReach(groups: readonly Group[]): Summed {
  const total = none()
  const reasons = new Map<UnreachedReason, number>()
  const places = new Map<string | null, { placeId: string | null; label: string } & Counts>()
  for (const { placeId, label, class: name, reason, people } of groups) {
    const place = places.get(placeId) ?? { placeId, label: label ?? '不住在这里的', ...none() }
    places.set(placeId, place)
    place[name] += people
    total[name] += people
    if (reason) reasons.set(reason, (reasons.get(reason) ?? 0) + people)
  }
  return {
    ...total,
    people: REACH_CLASSES.reduce((sum, name) => sum + total[name], 0),
    unread: total.delivered + total.waiting + total.unreachable,
    byReason: UNREACHED_REASONS.flatMap((reason) => {
      const people = reasons.get(reason)
      return people ? [{ reason, people }] : []
    }),
    byBuilding: [...places.values()],
  }
}

/** Of all places, as it is told of each: what is still open, and what is not. */
export const sumDoors = (places: readonly { open: number; done: number }[], told: (count: number) => number) => ({
  open: sumTold(
    places.map(({ open }) => open),
    told,
  ),
  done: sumTold(
    places.map(({ done }) => done),
    told,
  ),
})
