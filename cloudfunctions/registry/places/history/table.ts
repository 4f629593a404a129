import { check, index, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { NOTICE_SETTINGS } from '../../../contract/civic/notices'
import { PLACE_ACTIONS } from '../../../contract/places'
import { id, moment, oneOf, type TableFacts, word } from '../../../kernel/database/columns'

const ACTIONS = [...PLACE_ACTIONS, ...NOTICE_SETTINGS] as const

/**
 * What was done to a place, or set for it, on screen: who, when, what it was and what it became. A border is written as
 * a polygon, a cap as fen, whether approval is wanted as `true` or `false`.
 */
export const placeHistory = pgTable(
  'place_history',
  {
    id: id().notNull(),
    communityId: id('community_id').notNull(),
    placeId: id('place_id').notNull(),
    action: word('action', ACTIONS).notNull(),
    before: text('before'),
    after: text('after'),
    actorId: id('actor_id').notNull(),
    at: moment('at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.id, t.communityId] }),
    index('place_history_place').on(t.placeId, t.id),
    check('place_history_action', oneOf(t.action, ACTIONS)),
  ],
)

export const facts: TableFacts[] = [{ table: placeHistory, class: 'place', isAppendOnly: true }]
