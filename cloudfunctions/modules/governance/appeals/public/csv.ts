/** Spreadsheets run what begins so as a formula, also in its full-width form. Source: OWASP, CSV Injection. */
const FORMULA = /^[\s]*[=+\-@＝＋－＠\t\r]/

const cell = (value: string): string => {
  const text = FORMULA.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** A table as RFC 4180 says, with the byte order mark by which spreadsheets know UTF-8. Formula-like texts are made harmless. */
export const csv = (header: readonly string[], rows: readonly (readonly string[])[]): string =>
  `\uFEFF${[header, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('')}`
