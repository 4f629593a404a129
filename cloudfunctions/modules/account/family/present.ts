import * as z from 'zod'
import {
  GUARDIAN_RELATIONS,
  GUARDIANSHIP_REFUSALS,
  type GuardianRelation,
  type GuardianshipRefusal,
} from '../../../contract/account/family'
import { CONSENT_TEXTS } from '../../../contract/account/privacy'
import type { Deps } from '../../../kernel/context'
import { moment } from '../../../kernel/dispatch/fields'
import { askedName, isWaiting } from '../../../registry/guardianships/ask'
import { asksSince } from '../../../registry/guardianships/rules'
import {
  asksBy,
  asksTo,
  type GuardianshipRow,
  guardiansOf,
  labelsOfHomes,
  type Related,
  wardsOf,
} from '../../../registry/guardianships/store'
import { maskPhone } from '../../../registry/people/masking'
import { namesOf, phonesOf } from '../../../registry/people/store'

const relative = z.strictObject({
  id: z.string(),
  personId: z.string(),
  name: z.string(),
  /** What the guardian is to the other: 女儿. */
  relation: z.string(),
  /** A child under 14, whose guardian nobody but the guardian ends. */
  isChild: z.boolean(),
  since: moment,
})

export const family = z.strictObject({
  /** For whom the caller may act. */
  wards: z.array(relative),
  /** Who may act for the caller. */
  guardians: z.array(relative),
  /** Who waits for the caller's answer, and the text that a yes agrees to. */
  waiting: z.array(
    z.strictObject({
      id: z.string(),
      name: z.string(),
      phoneMasked: z.nullable(z.string()),
      relation: z.string(),
      askedAt: moment,
    }),
  ),
  text: z.strictObject({ version: z.string(), text: z.string() }),
  /** What the caller asked, as they wrote it. */
  asked: z.array(
    z.strictObject({
      id: z.string(),
      /** Gone once it is answered. */
      name: z.nullable(z.string()),
      /** The home that was named; null where it was a phone. */
      homeLabel: z.nullable(z.string()),
      relation: z.string(),
      state: z.enum(['asked', 'refused']),
      reason: z.nullable(z.string()),
      askedAt: moment,
    }),
  ),
})

const relationLabel = (relation: GuardianRelation) => GUARDIAN_RELATIONS[relation]

const presentRelated = ({ id, personId, name, relation, basis, since }: Related): z.input<typeof relative> => ({
  id,
  personId,
  name,
  relation: relationLabel(relation),
  isChild: basis === 'parent',
  since: since.toISOString(),
})

/** Everything between a person and their family. */
export async function familyOf(deps: Deps, personId: string, now: Date): Promise<z.input<typeof family>> {
  const { db, encryption } = deps
  const [wards, guardians, to, by] = await Promise.all([
    wardsOf(db, personId, now),
    guardiansOf(db, personId, now),
    asksTo(db, personId, now),
    asksBy(db, personId, asksSince(now)),
  ])
  const askers = to.map(({ guardianId }) => guardianId)
  const [names, phones] = await Promise.all([namesOf(db, askers), phonesOf(db, encryption, askers)])
  const masked = (id: string) => {
    const phone = phones.get(id)
    return phone ? maskPhone(phone) : null
  }
  return {
    wards: wards.map(presentRelated),
    guardians: guardians.map(presentRelated),
    waiting: to.map(({ id, guardianId, relation, askedAt }) => ({
      id,
      name: names.get(guardianId) ?? '',
      phoneMasked: masked(guardianId),
      relation: relationLabel(relation),
      askedAt: askedAt.toISOString(),
    })),
    text: CONSENT_TEXTS.guardian,
    asked: await presentAsked(deps, by, now),
  }
}

async function presentAsked(deps: Deps, asks: GuardianshipRow[], now: Date) {
  const shown = asks.filter((ask) => isWaiting(ask, now) || ask.state === 'refused')
  const labels = await labelsOfHomes(
    deps.db,
    shown.flatMap(({ homeId, way }) => (homeId && way === 'home' ? [homeId] : [])),
  )
  return shown.map((ask) => ({
    id: ask.id,
    name: askedName(deps, ask) || null,
    homeLabel: ask.way === 'home' ? (labels.get(ask.homeId ?? '') ?? null) : null,
    relation: relationLabel(ask.relation),
    state: ask.state as 'asked' | 'refused',
    reason: GUARDIANSHIP_REFUSALS[ask.reason as GuardianshipRefusal] ?? null,
    askedAt: ask.askedAt.toISOString(),
  }))
}
