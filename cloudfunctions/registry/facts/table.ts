import { sql } from 'drizzle-orm'
import { check, index, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { FACT_SOURCE_KEYS, PERSON_FIELD_KEYS } from '../../contract/registry'
import { id, moment, oneOf, type TableFacts, word } from '../../kernel/database/columns'

export const VALUE_STATES = ['current', 'conflicting', 'superseded', 'rejected'] as const

/**
 * Every value a field of a person ever had, with who said it and where it comes from. One is current; others that
 * contradict it wait until somebody decides. Erasable: the row stays, what it said goes.
 */
export const personValues = pgTable(
  'person_values',
  {
    id: id().primaryKey(),
    personId: id('person_id').notNull(),
    field: word('field', PERSON_FIELD_KEYS).notNull(),
    /** As it is, where the field is not sensitive. */
    plain: text('plain'),
    sealed: text('sealed'),
    /** Blind index of what is sealed: equal values are told without opening them. */
    digest: text('digest'),
    state: word('state', VALUE_STATES).notNull(),
    source: word('source', FACT_SOURCE_KEYS).notNull(),
    /** A file and row, an order, a visit. */
    sourceRef: text('source_ref'),
    communityId: id('community_id'),
    actorId: id('actor_id').notNull(),
    at: moment('at').notNull(),
    erasedAt: moment('erased_at'),
  },
  (t) => [
    uniqueIndex('person_values_current').on(t.personId, t.field).where(sql`state = 'current'`),
    index('person_values_person').on(t.personId, t.field),
    check('person_values_state', oneOf(t.state, VALUE_STATES)),
    check('person_values_field', oneOf(t.field, PERSON_FIELD_KEYS)),
    check('person_values_source', oneOf(t.source, FACT_SOURCE_KEYS)),
    check(
      'person_values_told',
      sql`case when ${t.erasedAt} is null then (${t.plain} is null) <> (${t.sealed} is null)
        else ${t.plain} is null and ${t.sealed} is null and ${t.digest} is null end`,
    ),
  ],
)

export const HISTORY_SUBJECTS = ['value', 'tag', 'residency', 'guardianship', 'person'] as const
export const HISTORY_ACTIONS = [
  'set',
  'dispute',
  'choose',
  'reject',
  'erase',
  'tag',
  'untag',
  'moveIn',
  'moveOut',
  'entrust',
  'release',
  'merge',
  'split',
  'die',
] as const

/** What happened to a person's record, append-only and of ids alone: replayed, it gives the record as it is. */
export const registryHistory = pgTable(
  'registry_history',
  {
    id: id().notNull().primaryKey(),
    personId: id('person_id').notNull(),
    communityId: id('community_id'),
    subject: word('subject', HISTORY_SUBJECTS).notNull(),
    /** The value, tag, residency or other person it is about. */
    subjectId: id('subject_id').notNull(),
    /** Of a value its field, of a tag its name. */
    name: text('name'),
    action: word('action', HISTORY_ACTIONS).notNull(),
    source: word('source', FACT_SOURCE_KEYS).notNull(),
    actorId: id('actor_id').notNull(),
    at: moment('at').notNull(),
  },
  (t) => [
    index('registry_history_person').on(t.personId, t.id),
    check('registry_history_subject', oneOf(t.subject, HISTORY_SUBJECTS)),
    check('registry_history_action', oneOf(t.action, HISTORY_ACTIONS)),
  ],
)

export const facts: TableFacts[] = [
  { table: personValues, class: 'person', sealed: { sealed: ['id'] } },
  { table: registryHistory, class: 'person', isAppendOnly: true },
]
