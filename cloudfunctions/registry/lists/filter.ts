import * as z from 'zod'
import { PERSON_TAG_KEYS, SEXES, type Sex } from '../../contract/registry'
import { AGE_GROUPS } from '../../contract/secretary/people'

/** Whom a list holds, as a call gives it. */
export const listFilter = z.strictObject({
  tag: z.enum(PERSON_TAG_KEYS).optional(),
  age: z.enum(AGE_GROUPS.map(({ key }) => key)).optional(),
  sex: z.enum(Object.keys(SEXES) as Sex[]).optional(),
})
