import { COUNT_SHOWN_FROM } from '../../../contract/registry'

/**
 * A count as somebody is told who may not list the people: rounded down to fives, and null for one to four or none. One
 * person more or less changes nothing within a five, and no cell follows from its neighbours and their total.
 */
export function blunted(count: number): number | null {
  const shown = count - (count % COUNT_SHOWN_FROM)
  return shown === 0 ? null : shown
}

/** The sum of what is told, never of what is true: a total of its own would say what the cells keep back. */
export const sumOfShown = (cells: readonly (number | null)[]): number | null =>
  cells.every((cell) => cell === null) ? null : cells.reduce<number>((sum, cell) => sum + (cell ?? 0), 0)
