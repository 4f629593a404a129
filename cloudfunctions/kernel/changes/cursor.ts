const CURSOR_MAX = 20_000
const SHAPE = /^\d{1,19}:\d{1,19}:(\d{1,19}(,\d{1,19})*)?$/

/**
 * Whether a text is a cursor of `changesSince`, which is a PostgreSQL snapshot: `xmin:xmax:running,running`.
 * PostgreSQL fails on any other, and the text comes from a phone. Source: input rules of the type pg_snapshot.
 */
export function isChangesCursor(text: string): boolean {
  if (text.length > CURSOR_MAX || !SHAPE.test(text)) return false
  const [xmin, xmax, ...running] = text.split(/[:,]/).filter(Boolean).map(BigInt) as [bigint, bigint, ...bigint[]]
  if (xmin < 1n || xmax < xmin) return false
  return running.every((xid, i) => xid >= (running[i - 1] ?? xmin) && xid < xmax)
}
