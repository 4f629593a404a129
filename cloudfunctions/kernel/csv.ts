/** Spreadsheets run what begins so as a formula, also in its full-width form. Source: OWASP, CSV Injection. */
const FORMULA = /^[\s]*[=+\-@＝＋－＠\t\r]/

const cell = (value: string): string => {
  const text = FORMULA.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** One line of a table as RFC 4180 says. Formula-like texts are made harmless. */
export const csvLine = (cells: readonly string[]): string => `${cells.map(cell).join(',')}\r\n`

/** The byte order mark, by which spreadsheets know UTF-8: the first sign of a table. */
export const CSV_START = '\uFEFF'

/** A whole table at once, where it is short. */
export const csv = (header: readonly string[], rows: readonly (readonly string[])[]): string =>
  CSV_START + [header, ...rows].map(csvLine).join('')
