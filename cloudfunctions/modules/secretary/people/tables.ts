import { PERSON_TAG_KEYS, type PersonTag, SEXES, type Sex } from '../../../contract/registry'
import { AGE_GROUPS, type AgeGroup } from '../../../contract/secretary/people'
import { blunted } from '../../../registry/residents/rules'
import { sumOfShown } from './rules'

/** One line of the table: a grid, a community, or all of them. */
export interface Counts {
  all: number | null
  sexes: Record<Sex, number | null>
  ages: Record<AgeGroup, number | null>
  tags: Record<PersonTag, number | null>
}

export interface Counted {
  placeId: string
  /** `all`, `sex:male`, `age:elder`, or a tag. */
  name: string
  count: number
}

const fill = <K extends string>(keys: readonly K[], of: (key: K) => number | null) =>
  Object.fromEntries(keys.map((key) => [key, of(key)])) as Record<K, number | null>

const SEX_KEYS = Object.keys(SEXES) as Sex[]
const AGE_KEYS = AGE_GROUPS.map(({ key }) => key)

const line = (of: (name: string) => number | null): Counts => ({
  all: of('all'),
  sexes: fill(SEX_KEYS, (sex) => of(`sex:${sex}`)),
  ages: fill(AGE_KEYS, (key) => of(`age:${key}`)),
  tags: fill(PERSON_TAG_KEYS, of),
})

/** A line for each place and one for all of them; blunted for who may not list the people. */
export function tableOf(
  counted: readonly Counted[],
  placeIds: readonly string[],
  isExact: boolean,
): { total: Counts; rows: Map<string, Counts> } {
  const sums = new Map<string, number>()
  for (const { placeId, name, count } of counted) {
    const key = `${placeId} ${name}`
    sums.set(key, (sums.get(key) ?? 0) + count)
  }
  const shown = (count: number) => (isExact ? count : blunted(count))
  const cell = (placeId: string, name: string) => shown(sums.get(`${placeId} ${name}`) ?? 0)
  return {
    total: line((name) => sumOfShown(placeIds.map((placeId) => cell(placeId, name)))),
    rows: new Map(placeIds.map((placeId) => [placeId, line((name) => cell(placeId, name))])),
  }
}
