import { COUNT_SHOWN_FROM, type PersonTag, type Sex } from '../../contract/registry'

/** A home somebody lives in or owns. */
export interface Dwelling {
  communityId: string
  gridId: string
  homeId: string
  label: string
  /** Entrance, building, grid and all above. */
  path: readonly string[]
  livesThere: boolean
  since: Date
  id: string
}

/** A person as one community counts and lists them. */
export interface Resident {
  communityId: string
  gridId: string
  homeId: string
  homeLabel: string
  path: readonly string[]
  tags: PersonTag[]
}

/** One entry a community: the home they live in before one they only own, the oldest before the newer. */
export function residentsOf(dwellings: readonly Dwelling[], tags: ReadonlyMap<string, PersonTag[]>): Resident[] {
  const first = new Map<string, Dwelling>()
  for (const dwelling of [...dwellings].sort(byRank))
    if (!first.has(dwelling.communityId)) first.set(dwelling.communityId, dwelling)
  return [...first.values()].map(({ communityId, gridId, homeId, label, path }) => ({
    communityId,
    gridId,
    homeId,
    homeLabel: label,
    path,
    tags: [...(tags.get(communityId) ?? [])].sort(),
  }))
}

const byRank = (a: Dwelling, b: Dwelling) =>
  Number(b.livesThere) - Number(a.livesThere) || a.since.getTime() - b.since.getTime() || (a.id < b.id ? -1 : 1)

/** Counted of a resident: everyone, by sex, and by each tag. */
export interface Countable {
  gridId: string
  sex: Sex | null
  tags: readonly string[]
}

export const ALL = 'all'
const namesOf = ({ sex, tags }: Countable) => [ALL, ...(sex ? [`sex:${sex}`] : []), ...tags]

/** What changes in a community's counts when one resident comes, goes or changes; in one order, so that nobody deadlocks. */
export function countChanges(
  before: Countable | null,
  after: Countable | null,
): { gridId: string; tag: string; delta: number }[] {
  const sums = new Map<string, { gridId: string; tag: string; delta: number }>()
  const add = (one: Countable | null, delta: number) => {
    for (const tag of one ? namesOf(one) : []) {
      const key = `${one!.gridId} ${tag}`
      sums.set(key, { gridId: one!.gridId, tag, delta: (sums.get(key)?.delta ?? 0) + delta })
    }
  }
  add(before, -1)
  add(after, 1)
  return [...sums.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, change]) => change)
    .filter(({ delta }) => delta !== 0)
}

/**
 * A count as somebody is told who may not list the people: rounded down to fives, and null for one to four or none. One
 * person more or less changes nothing within a five, and no cell follows from its neighbours and their total.
 */
export function blunted(count: number): number | null {
  const shown = count - (count % COUNT_SHOWN_FROM)
  return shown === 0 ? null : shown
}
