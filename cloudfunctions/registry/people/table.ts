import { sql } from 'drizzle-orm'
import { boolean, check, date, index, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { SEXES, type Sex } from '../../contract/registry'
import { id, moment, oneOf, type TableFacts, word } from '../../kernel/database/columns'

export const PERSON_STATES = ['active', 'closed', 'merged', 'deceased'] as const
const SEX_KEYS = Object.keys(SEXES) as Sex[]

/** A person as the registry knows them. Phone and ID number are sealed and found by their blind index. */
export const people = pgTable(
  'people',
  {
    id: id().primaryKey(),
    name: text('name').notNull(),
    phoneSealed: text('phone_sealed'),
    phoneIndex: text('phone_index'),
    idNumberSealed: text('id_number_sealed'),
    idNumberIndex: text('id_number_index'),
    /** `1950-02-28`; by the ID number where there is one. Age is worked out, never kept. */
    birthDate: date('birth_date', { mode: 'string' }),
    sex: word('sex', SEX_KEYS),
    /** Who they turned out to be. */
    mergedInto: id('merged_into'),
    diedAt: moment('died_at'),
    state: word('state', PERSON_STATES).notNull(),
    /** Where the row came from: import, wechat, gridWorker. */
    source: text('source').notNull(),
    /** The person's own choices: see contract/account/settings. */
    settings: jsonb('settings').notNull(),
    createdAt: moment('created_at').notNull(),
    updatedAt: moment('updated_at').notNull(),
  },
  (t) => [
    index('people_phone').on(t.phoneIndex),
    index('people_merged_into').on(t.mergedInto).where(sql`merged_into is not null`),
    uniqueIndex('people_id_number').on(t.idNumberIndex),
    check('people_state', oneOf(t.state, PERSON_STATES)),
    check('people_merged', sql`(${t.state} = 'merged') = (${t.mergedInto} is not null)`),
  ],
)

/** WeChat account to person; an openid belongs to one person everywhere. */
export const accounts = pgTable(
  'accounts',
  {
    openid: text('openid').primaryKey(),
    personId: id('person_id').notNull(),
    /** Bound as our employee in WeChat, so that employee messages arrive. */
    isEmployeeBound: boolean('is_employee_bound').notNull(),
    lastSeenAt: moment('last_seen_at').notNull(),
    createdAt: moment('created_at').notNull(),
  },
  (t) => [uniqueIndex('accounts_person').on(t.personId)],
)

export const facts: TableFacts[] = [
  { table: people, class: 'person', sealed: { phone_sealed: ['id'], id_number_sealed: ['id'] } },
  { table: accounts, class: 'lookup', isDeletable: true },
]
