/** The sum of what is told, never of what is true: a total of its own would say what the cells keep back. */
export const sumOfShown = (cells: readonly (number | null)[]): number | null =>
  cells.every((cell) => cell === null) ? null : cells.reduce<number>((sum, cell) => sum + (cell ?? 0), 0)

const SHANGHAI_MS = 8 * 3_600_000

/** 2026-11-25 16:30, in Shanghai. */
export const minuteOf = (at: Date): string =>
  new Date(at.getTime() + SHANGHAI_MS).toISOString().slice(0, 16).replace('T', ' ')

/** 周敏 尾号1234 2026-11-25 16:30 编号3F9A21BC. */
export const watermarkOf = (given: { name: string; phoneTail: string | null; at: Date; number: string }): string =>
  [given.name, given.phoneTail && `尾号${given.phoneTail}`, minuteOf(given.at), `编号${given.number}`]
    .filter(Boolean)
    .join(' ')
