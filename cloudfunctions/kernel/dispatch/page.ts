import type { Page } from '../../contract/reply'
import { PAGE_SIZE } from '../../contract/reply'
import { invalid } from '../errors'

/** Cuts a list read with one row too many into a page; `cursorOf` names where the next one begins. */
export function toPage<R, T>(rows: R[], present: (row: R) => T, cursorOf: (last: R) => string): Page<T> {
  const shown = rows.slice(0, PAGE_SIZE)
  const last = shown.at(-1)
  return { items: shown.map(present), cursor: rows.length > PAGE_SIZE && last !== undefined ? cursorOf(last) : null }
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** A cursor that is a record's id. */
export function idCursor(cursor: string | undefined): string | undefined {
  if (cursor !== undefined && !UUID.test(cursor)) throw invalid({ cursor: '列表位置不对，请从头刷新' })
  return cursor
}

/** A cursor of several sort values, as opaque text. */
export const sealCursor = (values: unknown[]): string => Buffer.from(JSON.stringify(values)).toString('base64url')

export function openCursor(cursor: string): unknown[] {
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    // PostgreSQL cannot look for U+0000.
    if (Array.isArray(values) && !values.some((one) => String(one).includes('\u0000'))) return values
  } catch {
    // Falls through to the fault: a damaged cursor is the caller's to give up.
  }
  throw invalid({ cursor: '列表位置不对，请从头刷新' })
}
