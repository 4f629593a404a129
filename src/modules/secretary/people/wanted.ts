import { PERSON_TAGS, type PersonTag, SEXES, type Sex } from '../../../../cloudfunctions/contract/registry'
import { AGE_GROUPS, type ListFilter } from '../../../../cloudfunctions/contract/secretary/people'

type Params = Partial<Record<string, string>>

/** Whom a page's address asks for; what it does not know is left out. */
export function filterOf({ tag = '', age = '', sex = '' }: Params): ListFilter {
  const group = AGE_GROUPS.find(({ key }) => key === age)?.key
  return {
    ...(tag in PERSON_TAGS && { tag: tag as PersonTag }),
    ...(group && { age: group }),
    ...(sex in SEXES && { sex: sex as Sex }),
  }
}
