import type { PlaceKind, Point } from '../../../contract/places'
import { isWithin, neighbours, sharedArea } from '../../../registry/places/borders/geometry'
import { type BorderFlaw, flawOf, isTooMuch, middleOf } from '../../../registry/places/borders/rules'
import type { PlaceGiven, Problem } from './read'

/** What each kind stands directly below. */
const ABOVE: Record<PlaceKind, readonly PlaceKind[]> = {
  county: [],
  subdistrict: ['county'],
  community: ['subdistrict'],
  estate: ['community'],
  grid: ['estate', 'community'],
  building: ['grid'],
  entrance: ['building'],
  department: ['county', 'subdistrict'],
}

/** A place that is there already. */
export interface PlaceKept {
  id: string
  kind: PlaceKind
  name: string
  parentId: string | null
  path: string[]
  communityId: string
  label: string
  point: Point | null
  border: Point[] | null
}

/** A place as it will be. `number` is its feature's, null where the file does not name it. */
export interface PlacePlanned extends PlaceKept {
  number: number | null
  outcome: 'added' | 'changed' | 'same'
}

const ORDER: PlaceKind[] = [
  'county',
  'department',
  'subdistrict',
  'community',
  'estate',
  'grid',
  'building',
  'entrance',
]
const keyOf = (parentId: string | null, kind: PlaceKind, name: string) => `${parentId} ${kind} ${name}`

/**
 * The tree as it will be when the file is taken over what is there: matched by id, else by name below the same parent.
 * Nothing that is there goes away. Problems are told by the feature's number, and then the plan counts for nothing.
 */
export function planPlaces(
  given: readonly PlaceGiven[],
  kept: readonly PlaceKept[],
  newId: () => string,
): { planned: PlacePlanned[]; problems: Problem[] } {
  const plan = new Plan(kept, newId)
  const sorted = [...given].sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind) || a.number - b.number)
  for (const place of sorted) plan.take(place)
  const planned = plan.all()
  const problems = plan.problems.length > 0 ? plan.problems : [...shapeProblems(planned)]
  return { planned, problems: problems.sort((a, b) => a.number - b.number) }
}

class Plan {
  readonly problems: Problem[] = []
  private readonly byId = new Map<string, PlacePlanned>()
  private readonly byKey = new Map<string, PlacePlanned>()

  constructor(
    kept: readonly PlaceKept[],
    private readonly newId: () => string,
  ) {
    for (const place of kept) this.put({ ...place, number: null, outcome: 'same' })
  }

  all = (): PlacePlanned[] => [...this.byId.values()]

  take(given: PlaceGiven): void {
    const what = this.problemOf(given)
    if (what) this.problems.push({ number: given.number, what })
  }

  /** Takes a feature into the plan, or says what is wrong with it. */
  private problemOf(given: PlaceGiven): string | null {
    const { number, kind, name, border } = given
    if (border && kind !== 'grid') return 'only a grid has a border'
    if (border && border.length < 3) return 'a border has three corners at least'
    const parent = this.parentOf(given)
    if (typeof parent === 'string') return parent
    const there = this.byKey.get(keyOf(parent?.id ?? null, kind, name))
    const known = given.id ? this.byId.get(given.id) : there
    if (known && (known.kind !== kind || known.parentId !== (parent?.id ?? null)))
      return 'a place keeps its kind and what it stands below'
    if (there && there !== known) return 'another place has this name there'
    if (known && known.number !== null) return `is the same place as feature ${known.number}`
    if (known && known.name !== name && LABELLED.includes(kind))
      return 'estates, buildings and entrances keep their names, which homes bear'
    if (known) this.byKey.delete(keyOf(known.parentId, kind, known.name))
    this.put(known ? changed(known, given) : this.added(given, parent, number))
    return null
  }

  private parentOf({ kind, parent }: PlaceGiven): PlacePlanned | null | string {
    if (kind === 'county') return parent.length === 0 ? null : 'a county stands below nothing'
    let at: PlacePlanned | undefined
    for (const name of parent) {
      const above: PlaceKind[] = at ? ORDER : ['county']
      const below = above.flatMap((k) => this.byKey.get(keyOf(at?.id ?? null, k, name)) ?? [])
      at = below.find((place) => place.kind !== 'department')
      if (!at) break
    }
    if (!at) return 'what it stands below is neither in the file nor there already'
    return ABOVE[kind].includes(at.kind) ? at : `a ${kind} stands below ${ABOVE[kind].join(' or ')}`
  }

  private added(given: PlaceGiven, parent: PlacePlanned | null, number: number): PlacePlanned {
    const { kind, name, point, border } = given
    const id = given.id ?? this.newId()
    const isOwn = !parent || kind === 'subdistrict' || kind === 'community'
    return {
      id,
      kind,
      name,
      parentId: parent?.id ?? null,
      path: [...(parent?.path ?? []), id],
      communityId: isOwn ? id : parent.communityId,
      label: this.labelOf(kind, name, parent),
      point: point ?? (border && middleOf(border)),
      border,
      number,
      outcome: 'added',
    }
  }

  /** 檀溪苑3号楼2单元: from the estate down, or from the community where there is no estate. */
  private labelOf(kind: PlaceKind, name: string, parent: PlacePlanned | null): string {
    if (kind === 'entrance') return parent!.label + name
    if (kind !== 'building') return name
    return this.byId.get(parent!.parentId!)!.name + name
  }

  private put(place: PlacePlanned): void {
    this.byId.set(place.id, place)
    this.byKey.set(keyOf(place.parentId, place.kind, place.name), place)
  }
}

const LABELLED: readonly PlaceKind[] = ['estate', 'building', 'entrance']

function changed(known: PlacePlanned, given: PlaceGiven): PlacePlanned {
  const point = given.point ?? known.point
  const border = given.border ?? known.border
  const label = LABELLED.includes(known.kind) ? known.label : given.name
  const next = { ...known, name: given.name, label, point, border }
  const isSame = JSON.stringify([known.name, known.point, known.border]) === JSON.stringify([next.name, point, border])
  return { ...next, number: given.number, outcome: isSame ? 'same' : 'changed' }
}

const FLAWS: Record<BorderFlaw, string> = {
  corners: 'a border has three corners at least',
  tangled: 'its border crosses or touches itself',
  empty: 'its border encloses nothing',
}

/** Borders that cross themselves or each other, and buildings outside their grid: of what the file names. */
function* shapeProblems(planned: readonly PlacePlanned[]): Generator<Problem> {
  const grids = planned.flatMap((place) => (place.border ? [{ ...place, border: place.border }] : []))
  const whole = grids.filter(({ border }) => !flawOf(border))
  for (const { number, border } of grids) {
    const flaw = flawOf(border)
    if (number !== null && flaw) yield { number, what: FLAWS[flaw] }
  }
  for (const [a, b] of neighbours(whole)) {
    const [named, other] = [a, b].sort((x, y) => (y.number ?? 0) - (x.number ?? 0)) as [typeof a, typeof b]
    if (named.number === null) continue
    const metres = sharedArea(a.border, b.border)
    if (isTooMuch(metres, a.border, b.border)) {
      const whom = other.number === null ? `${other.name}, which is there already` : `feature ${other.number}`
      yield { number: named.number, what: `overlaps ${whom} by ${Math.round(metres)} m²` }
    }
  }
  const byId = new Map(grids.map((grid) => [grid.id, grid]))
  for (const { number, kind, parentId, point } of planned) {
    const grid = kind === 'building' && parentId ? byId.get(parentId) : undefined
    if (number !== null && point && grid && !isWithin(point, grid.border))
      yield { number, what: 'stands outside its grid' }
  }
}
