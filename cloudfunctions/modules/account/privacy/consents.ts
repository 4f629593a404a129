import * as z from 'zod'
import { CONSENT_TEXTS, OFFERED_CONSENTS, OWN_CONSENTS } from '../../../contract/account/privacy'
import { CONSENT_PURPOSE_KEYS, CONSENT_PURPOSES, type ConsentPurpose } from '../../../contract/registry'
import { ORGANISATION } from '../../../contract/roles'
import type { Caller } from '../../../kernel/context'
import type { Executor } from '../../../kernel/database/open'
import { nothing } from '../../../kernel/dispatch/fields'
import { mutation, query } from '../../../kernel/dispatch/procedure'
import { giveConsent } from '../../../registry/consents/consent'
import { isMinor, minorUntil } from '../../../registry/consents/rules'
import { birthOf, type ConsentRow, consentsOf } from '../../../registry/consents/store'
import { takeBack } from '../../../registry/guardianships/end'
import { wardsOf } from '../../../registry/guardianships/store'
import { dayOf } from '../../../registry/people/days'
import { namesOf } from '../../../registry/people/store'

const consent = z.strictObject({
  id: z.string(),
  /** For whom, where it is not oneself: a child. */
  forName: z.nullable(z.string()),
  /** To whom, where it names somebody. */
  towardsName: z.nullable(z.string()),
  purpose: z.enum(CONSENT_PURPOSE_KEYS),
  label: z.string(),
  version: z.string(),
  givenAt: z.string(),
  revokedAt: z.nullable(z.string()),
})

const offer = z.strictObject({
  personId: z.string(),
  forName: z.nullable(z.string()),
  purpose: z.enum(CONSENT_PURPOSE_KEYS),
  label: z.string(),
  version: z.string(),
  text: z.string(),
})

/** Consents of oneself and of the children one answers for. */
export const consentProcedures = {
  consents: query(
    { callers: 'person', about: '我同意过什么，还能同意什么' },
    {},
    z.strictObject({ given: z.array(consent), offered: z.array(offer) }),
    ({ db, caller, now }) => allConsents(db, caller, now),
  ),

  giveConsent: mutation(
    { callers: 'person', about: '同意一项使用' },
    { purpose: z.enum([...OWN_CONSENTS, 'minor']), forPersonId: z.uuid().optional() },
    nothing,
    async ({ deps, tx, caller, now }, { purpose, forPersonId }) => {
      const personId = forPersonId ?? caller.personId
      await giveConsent(deps, tx, { personId, giverId: caller.personId, purpose, now })
      return {}
    },
  ),

  revokeConsent: mutation(
    { callers: 'person', about: '收回同意，马上生效' },
    { id: z.uuid() },
    nothing,
    async ({ deps, tx, caller, now }, { id }) => {
      await takeBack(deps, tx, { consentId: id, actorId: caller.personId, now })
      return {}
    },
  ),
}

/** Whoever stands for a level of the organisation may let the grid's people call them. */
const offeredTo = ({ grants }: Caller): readonly ConsentPurpose[] =>
  grants.some(({ role }) => role in ORGANISATION) ? [...OFFERED_CONSENTS, 'duty'] : OFFERED_CONSENTS

async function allConsents(db: Executor, caller: Caller, now: Date) {
  const { personId } = caller
  const day = dayOf(now)
  const children = (await wardsOf(db, personId, now)).filter(({ basis }) => basis === 'parent')
  const rows = await consentsOf(db, [personId, ...children.map((child) => child.personId)])
  const names = await namesOf(
    db,
    rows.flatMap(({ towardsId, personId: of }) => [of, ...(towardsId ? [towardsId] : [])]),
  )
  const own = await birthOf(db, personId)
  // What a guardian said for oneself as a child is over since the 14th birthday.
  const lapsed = (row: ConsentRow) =>
    row.personId === personId && row.givenBy !== personId && own && !isMinor(own, day) ? minorUntil(own) : null
  const isGiven = (of: string, purpose: string) =>
    rows.some((row) => row.personId === of && row.purpose === purpose && row.revokedAt === null)
  const subjects = [
    ...(isMinor(own, day) ? [] : [{ personId, name: null, purposes: offeredTo(caller) }]),
    ...children.map((child) => ({ ...child, purposes: ['minor', 'health'] as const })),
  ]
  return {
    given: rows.map((row) => ({
      id: row.id,
      forName: row.personId === personId ? null : (names.get(row.personId) ?? ''),
      towardsName: row.towardsId ? (names.get(row.towardsId) ?? '') : null,
      purpose: row.purpose,
      label: CONSENT_PURPOSES[row.purpose],
      version: row.textVersion,
      givenAt: row.givenAt.toISOString(),
      revokedAt: (row.revokedAt ?? lapsed(row))?.toISOString() ?? null,
    })),
    offered: subjects.flatMap(({ personId: of, name, purposes }) =>
      purposes
        .filter((purpose) => !isGiven(of, purpose))
        .map((purpose) => ({
          personId: of,
          forName: name,
          purpose,
          label: CONSENT_PURPOSES[purpose],
          ...CONSENT_TEXTS[purpose],
        })),
    ),
  }
}
