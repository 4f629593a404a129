import * as z from 'zod'
import type { BoardCursor } from '../../../engines/orders/board/store'
import { openCursor } from '../../../kernel/dispatch/page'
import { invalid } from '../../../kernel/errors'

const position = z.tuple([z.iso.datetime(), z.uuid()])

/** Where the board's former page ended; null for the first page. Fault input.invalid for what no page gave. */
export function boardCursor(cursor: string | undefined): BoardCursor | null {
  if (!cursor) return null
  const read = position.safeParse(openCursor(cursor))
  if (!read.success) throw invalid({ cursor: '列表位置不对，请从头刷新' })
  return { promisedAt: read.data[0], id: read.data[1] }
}
