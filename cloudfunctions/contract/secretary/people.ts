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

/** A list of more people than this needs a second person who agrees. */
export const LIST_ALONE_MAX = 200
