/** The sum of what is told, never of what is true: a total of its own would say what the cells keep back. */
export const sumOfShown = (cells: readonly (number | null)[]): number | null =>
  cells.every((cell) => cell === null) ? null : cells.reduce<number>((sum, cell) => sum + (cell ?? 0), 0)
