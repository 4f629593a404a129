import {
  REACH_CLASSES,
  type ReachClass,
  UNREACHED_REASONS,
  type UnreachedReason,
} from '../../../../contract/civic/notices'

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
  byReason: { reason: UnreachedReason; people: number }[]
  byBuilding: ({ placeId: string | null; label: string } & Counts)[]
}

const none = (): Counts => Object.fromEntries(REACH_CLASSES.map((name) => [name, 0])) as Counts

/** The same as it is told to who may not count: each figure so, no places, and still adding up. */
export function toldReach({ byReason, ...counts }: Summed, told: (count: number) => number): Summed {
  const each = Object.fromEntries(REACH_CLASSES.map((name) => [name, told(counts[name])])) as Counts
  return {
    ...each,
    people: REACH_CLASSES.reduce((sum, name) => sum + each[name], 0),
    byReason: byReason
      .map(({ reason, people }) => ({ reason, people: told(people) }))
      .filter(({ people }) => people > 0),
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
    byReason: UNREACHED_REASONS.flatMap((reason) => {
      const people = reasons.get(reason)
      return people ? [{ reason, people }] : []
    }),
    byBuilding: [...places.values()],
  }
}

/** Of all places: what is still open, and what is not. */
export const sumDoors = (places: readonly { open: number; done: number }[]) => ({
  open: places.reduce((sum, { open }) => sum + open, 0),
  done: places.reduce((sum, { done }) => sum + done, 0),
})
