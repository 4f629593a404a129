import * as z from 'zod'
import { CHANGE_TOPICS } from '../../../contract/changes'
import { isChangesCursor } from '../../../kernel/changes/cursor'
import { changesCursor, changesSince } from '../../../kernel/changes/store'
import { query, router } from '../../../kernel/dispatch/procedure'
import { communitiesLivedIn } from '../../../registry/homes/store'

const change = z.strictObject({ topic: z.enum(CHANGE_TOPICS), id: z.nullable(z.string()) })

export const changesRouter = router({
  since: query(
    { callers: 'person', about: '上次看过以后，哪些内容有了变化' },
    { cursor: z.nullable(z.string().refine(isChangesCursor, '请从头刷新')) },
    z.strictObject({ cursor: z.string(), changes: z.array(change) }),
    async ({ db, caller }, { cursor }) => {
      if (cursor === null) return { cursor: await changesCursor(db), changes: [] }
      const placeIds = [...new Set(caller.grants.map((grant) => grant.placeId))]
      const communityIds = await communitiesLivedIn(db, caller.personId)
      return changesSince(db, cursor, { personId: caller.personId, placeIds, communityIds })
    },
  ),
})
