import { PERSON_TAGS, type PersonTag, SEXES, type Sex } from '../registry'

/**
 * Age groups, from a full year to the year before the next. Six of them: rounded down to fives beside a rounded total,
 * six parts leave four people of play in every cell, where five would leave none (see the property test).
 */
export const AGE_GROUPS = [
  { key: 'child', label: '0–13 岁', from: 0 },
  { key: 'youth', label: '14–17 岁', from: 14 },
  { key: 'young', label: '18–34 岁', from: 18 },
  { key: 'middle', label: '35–59 岁', from: 35 },
  { key: 'elder', label: '60–79 岁', from: 60 },
  { key: 'aged', label: '80 岁以上', from: 80 },
] as const
export type AgeGroup = (typeof AGE_GROUPS)[number]['key']

/** Whom a list holds: those of a tag, of an age group, of a sex; of several who are all of it, of none everybody. */
export interface ListFilter {
  tag?: PersonTag
  age?: AgeGroup
  sex?: Sex
}

/** 独居、80 岁以上、女; 全部居民. */
export const listTitleOf = ({ tag, age, sex }: ListFilter): string =>
  [tag && PERSON_TAGS[tag], AGE_GROUPS.find(({ key }) => key === age)?.label, sex && SEXES[sex]]
    .filter(Boolean)
    .join('、') || '全部居民'

/** A list is made of one community or a part of it. */
export const LIST_PLACES = ['community', 'estate', 'grid', 'building'] as const

/** More people than this are listed in parts. */
export const LIST_PEOPLE_MAX = 20_000
/** So long somebody may look at a list they opened, and export it once. */
export const LIST_OPEN_HOURS = 2
/** So long the file of an export can be fetched. */
export const LIST_FILE_SECONDS = 300

/** What of a list the access log tells, of everybody in it; a search that names nobody is one as well. */
export const LIST_LOOKS = { view: 'list.view', export: 'list.export', search: 'list.search' } as const
