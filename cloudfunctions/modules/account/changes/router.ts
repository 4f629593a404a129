import * as z from 'zod'
import { CHANGE_TOPICS } from '../../../contract/changes'
import { changesCursor, changesSince } from '../../../kernel/changes/store'
import { query, router } from '../../../kernel/dispatch/procedure'

const change = z.strictObject({ topic: z.enum(CHANGE_TOPICS), id: z.nullable(z.string()) })

/** A transaction number as PostgreSQL writes it; up to 19 digits always fit. */
const transactionCursor = z.string().regex(/^\d{1,19}$/)

export const changesRouter = router({
  since: query(
    { callers: 'person', about: '上次看过以后，哪些内容有了变化' },
    { cursor: z.nullable(transactionCursor) },
    z.strictObject({ cursor: z.string(), changes: z.array(change) }),
    async ({ db, caller }, { cursor }) => {
      if (cursor === null) return { cursor: await changesCursor(db), changes: [] }
      const placeIds = [...new Set(caller.grants.map((grant) => grant.placeId))]
      return changesSince(db, cursor, caller.personId, placeIds)
    },
  ),
})
