import * as z from 'zod'
import { PLACE_ACTIONS } from '../../../contract/places'
import { ORGANISATION_ROLES, ROLES } from '../../../contract/roles'
import { moment } from '../../../kernel/dispatch/fields'

export const placeView = z.strictObject({ id: z.string(), name: z.string() })
const cornerView = z.strictObject({ lat: z.number(), lng: z.number() })

export const gridView = z.strictObject({
  id: z.string(),
  name: z.string(),
  estateName: z.string(),
  /** Corners in GCJ-02 in their order; null where nobody has drawn it. */
  border: z.nullable(z.array(cornerView)),
  homes: z.number(),
  /** Exact for whoever may list the people, else null. */
  people: z.nullable(z.number()),
  workers: z.array(z.string()),
  lights: z.strictObject({ red: z.number(), yellow: z.number(), green: z.number() }),
})

const memberView = z.strictObject({
  personId: z.string(),
  name: z.string(),
  placeLabel: z.string(),
  phone: z.nullable(z.string()),
})

export const gridDetail = z.strictObject({
  id: z.string(),
  name: z.string(),
  communityId: z.string(),
  communityName: z.string(),
  border: z.nullable(z.array(cornerView)),
  /** Goes back with a new border: told is what it was drawn over. */
  version: z.string(),
  team: z.array(memberView.extend({ role: z.enum(ROLES), roleLabel: z.string() })),
  organisation: z.array(
    z.strictObject({ role: z.enum(ORGANISATION_ROLES), label: z.string(), people: z.array(memberView) }),
  ),
  onDuty: z.array(memberView.extend({ endsAt: moment })),
  changes: z.array(z.strictObject({ id: z.string(), action: z.enum(PLACE_ACTIONS), at: moment, byName: z.string() })),
})

export const judgedView = z.strictObject({
  isSavable: z.boolean(),
  /** What is wrong with the border itself, as a sentence. */
  flaw: z.nullable(z.string()),
  areaM2: z.number(),
  overlaps: z.array(
    z.strictObject({ id: z.string(), sentence: z.string(), sharedM2: z.number(), isTooMuch: z.boolean() }),
  ),
  leaving: z.array(z.strictObject({ id: z.string(), label: z.string(), homes: z.number() })),
  leavingHomes: z.number(),
})
