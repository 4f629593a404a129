import { BORDER_CORNERS, type Point } from '../../../../cloudfunctions/contract/places'

interface Drawn {
  corners: readonly Point[]
  /** Which corner the buttons move. */
  selected: number
}

/** A border being drawn, with all it was before. */
export interface Edit extends Drawn {
  past: readonly Drawn[]
}

const METRES_PER_DEGREE = 111_195
const DIRECTIONS = { north: [1, 0], south: [-1, 0], east: [0, 1], west: [0, -1] } as const
export type Direction = keyof typeof DIRECTIONS

/** To a centimetre, as it is kept. */
const rounded = ({ lat, lng }: Point): Point => ({ lat: Number(lat.toFixed(7)), lng: Number(lng.toFixed(7)) })

export const begin = (border: readonly Point[] | null): Edit => ({ corners: border ?? [], selected: 0, past: [] })

const then = (edit: Edit, next: Drawn): Edit => ({
  ...next,
  past: [...edit.past, { corners: edit.corners, selected: edit.selected }],
})

/** Which corner is on; no change of the border, so nothing to take back. */
export const select = (edit: Edit, selected: number): Edit => ({ ...edit, selected })

/** Puts the corner that is on at a point; as long as there are not enough corners, a new one. */
export function put(edit: Edit, point: Point): Edit {
  const { corners, selected } = edit
  if (corners.length < BORDER_CORNERS.min)
    return then(edit, { corners: [...corners, rounded(point)], selected: corners.length })
  return then(edit, { corners: corners.map((corner, at) => (at === selected ? rounded(point) : corner)), selected })
}

/** Moves the corner that is on by so many metres. */
export function nudge(edit: Edit, direction: Direction, metres: number): Edit {
  const corner = edit.corners[edit.selected]
  if (!corner) return edit
  const [north, east] = DIRECTIONS[direction]
  const degrees = metres / METRES_PER_DEGREE
  const moved = {
    lat: corner.lat + north * degrees,
    lng: corner.lng + (east * degrees) / Math.cos((corner.lat * Math.PI) / 180),
  }
  const { selected } = edit
  return then(edit, { corners: edit.corners.map((one, at) => (at === selected ? rounded(moved) : one)), selected })
}

/** A corner more, halfway from the one that is on to the next; it is on then. */
export function addCorner(edit: Edit): Edit {
  const { corners, selected } = edit
  const [from, to] = [corners[selected], corners[(selected + 1) % corners.length]]
  if (!from || !to || corners.length >= BORDER_CORNERS.max) return edit
  const middle = rounded({ lat: (from.lat + to.lat) / 2, lng: (from.lng + to.lng) / 2 })
  return then(edit, {
    corners: [...corners.slice(0, selected + 1), middle, ...corners.slice(selected + 1)],
    selected: selected + 1,
  })
}

/** Without the corner that is on; three stay. */
export function dropCorner(edit: Edit): Edit {
  const { corners, selected } = edit
  if (corners.length <= BORDER_CORNERS.min) return edit
  return then(edit, {
    corners: corners.filter((_, at) => at !== selected),
    selected: Math.min(selected, corners.length - 2),
  })
}

export const replace = (edit: Edit, corners: readonly Point[]): Edit => then(edit, { corners, selected: 0 })

/** As it was before the last change. */
export function undo(edit: Edit): Edit {
  const before = edit.past.at(-1)
  return before ? { ...before, past: edit.past.slice(0, -1) } : edit
}
