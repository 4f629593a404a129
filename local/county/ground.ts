import type { Point } from '../../cloudfunctions/contract/places'
import { chance } from './seed'

/** North-west corner of the town, GCJ-02. */
const ORIGIN: Point = { lat: 35.4205, lng: 116.3245 }
const CELL_METRES = { east: 260, south: 230 }
const METRES_PER_DEGREE = 111_195
/** Share of a cell by which a corner, and a point halfway between two corners, strays from the straight lattice. */
const STRAY = { corner: 0.1, middle: 0.04 }

/** Metres east and south of the origin as a point in degrees. */
function pointAt(east: number, south: number): Point {
  const lat = ORIGIN.lat - south / METRES_PER_DEGREE
  const lng = ORIGIN.lng + east / (METRES_PER_DEGREE * Math.cos((ORIGIN.lat * Math.PI) / 180))
  return { lat: Number(lat.toFixed(7)), lng: Number(lng.toFixed(7)) }
}

/** A point of the lattice in half cells. Neighbours ask for the same points, so their borders are one line. */
function borderPoint(halfColumn: number, halfRow: number): Point {
  const luck = chance(`border ${halfColumn} ${halfRow}`)
  const share = halfColumn % 2 === 0 && halfRow % 2 === 0 ? STRAY.corner : STRAY.middle
  const stray = () => (luck.fraction() * 2 - 1) * share
  return pointAt((halfColumn / 2 + stray()) * CELL_METRES.east, (halfRow / 2 + stray()) * CELL_METRES.south)
}

/** The border of the grid in a column and row of the town, clockwise from its north-west corner. */
export function borderOf(column: number, row: number): Point[] {
  const [west, north] = [column * 2, row * 2]
  const steps: [number, number][] = [
    [0, 0],
    [1, 0],
    [2, 0],
    [2, 1],
    [2, 2],
    [1, 2],
    [0, 2],
    [0, 1],
  ]
  return steps.map(([east, south]) => borderPoint(west + east, north + south))
}

/** A point well inside a grid, by shares of its width and height: 0.2 to 0.8 lies clear of any border. */
export function insideGrid(column: number, row: number, east: number, south: number): Point {
  return pointAt((column + east) * CELL_METRES.east, (row + south) * CELL_METRES.south)
}
