import { sql } from 'drizzle-orm'
import { check, index, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { ITEM_KINDS, VALUE_FIELDS } from '../../contract/items'
import { FACT_SOURCE_KEYS } from '../../contract/registry'
import { id, moment, oneOf, type TableFacts, word } from '../../kernel/database/columns'

/** ended: an item that is no more; erased: what counted or waited when the account was closed. */
export const VALUE_STATES = ['current', 'conflicting', 'superseded', 'rejected', 'ended', 'erased'] as const

/**
 * Every value a field of a person ever had, with who said it and where it comes from. One is current; others that
 * contradict it wait until somebody decides. Erasable: the row stays, what it said goes.
 */
export const personValues = pgTable(
  'person_values',
  {
    id: id().primaryKey(),
    personId: id('person_id').notNull(),
    field: word('field', VALUE_FIELDS).notNull(),
    /** Which vehicle, contact or other item of the person it is about; of a plain field null. */
    itemId: id('item_id'),
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
    /** When an item lapses by itself unless it is renewed. */
    validUntil: moment('valid_until'),
    erasedAt: moment('erased_at'),
  },
  (t) => [
    uniqueIndex('person_values_current')
      .on(t.personId, t.field, sql`coalesce(item_id, person_id)`)
      .where(sql`state = 'current'`),
    index('person_values_lapsing').on(t.validUntil).where(sql`state = 'current' and valid_until is not null`),
    index('person_values_person').on(t.personId, t.field),
    check('person_values_state', oneOf(t.state, VALUE_STATES)),
    check('person_values_field', oneOf(t.field, VALUE_FIELDS)),
    check('person_values_item', sql`(${oneOf(t.field, ITEM_KINDS)}) = (${t.itemId} is not null)`),
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
  'end',
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
  'undoDeath',
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
    /** Of a value its field, of an item also which one (`vehicle.<id>`); of a tag its name, of a residency its home. */
    name: text('name'),
    action: word('action', HISTORY_ACTIONS).notNull(),
    source: word('source', FACT_SOURCE_KEYS).notNull(),
    actorId: id('actor_id').notNull(),
    at: moment('at').notNull(),
  },
  (t) => [
    index('registry_history_person').on(t.personId, t.id),
    index('registry_history_deaths').on(t.communityId, t.at).where(sql`action = 'die'`),
    check('registry_history_subject', oneOf(t.subject, HISTORY_SUBJECTS)),
    check('registry_history_action', oneOf(t.action, HISTORY_ACTIONS)),
  ],
)

export const facts: TableFacts[] = [
  { table: personValues, class: 'person', sealed: { sealed: ['id'] } },
  { table: registryHistory, class: 'person', isAppendOnly: true },
]
