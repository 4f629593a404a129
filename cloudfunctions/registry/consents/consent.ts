import { CONSENT_TEXTS } from '../../contract/account/privacy'
import type { ConsentPurpose } from '../../contract/registry'
import type { Tx } from '../../kernel/database/open'
import { forbidden, notFound } from '../../kernel/errors'
import type { Recording } from '../facts/sealed'
import { insertHistory } from '../facts/store'
import { guardiansOf } from '../guardianships/store'
import { dayOf } from '../people/days'
import { lockPerson } from '../people/store'
import { mayConsent } from './rules'
import { birthOf, endConsent, endEntrusted, insertConsent, lockConsent } from './store'

/**
 * Writes down that somebody agrees to the text as it stands today; again is harmless. Answers the consent's id.
 * Faults: record.not_found; access.forbidden where it is not theirs to agree to: under 14 only a guardian may.
 */
export async function giveConsent(
  deps: Recording,
  tx: Tx,
  given: {
    personId: string
    giverId: string
    purpose: ConsentPurpose
    towardsId?: string | null
    /** The worker to whom it was said in person. */
    witnessedBy?: string | null
    now: Date
  },
): Promise<string> {
  const { personId, giverId, purpose, towardsId = null, witnessedBy = null, now } = given
  if (!(await lockPerson(tx, personId))) throw notFound()
  const birthDate = await birthOf(tx, personId)
  const guardianIds = (await guardiansOf(tx, personId, now)).map((guardian) => guardian.personId)
  if (!mayConsent({ personId, birthDate, giverId, guardianIds, day: dayOf(now) }))
    throw forbidden(giverId === personId ? '不满 14 岁，要由监护人来同意' : '只能由本人来同意')
  return insertConsent(tx, {
    id: deps.newId(),
    personId,
    purpose,
    towardsId,
    textVersion: CONSENT_TEXTS[purpose].version,
    givenBy: giverId,
    witnessedBy,
    givenAt: now,
  })
}

/**
 * Takes a consent back with effect at once: what rests on it ends in the same transaction. The person may, who gave it,
 * and whom it names. Answers the guardianships that ended. Fault record.not_found. Taking back again is harmless.
 */
export async function revokeConsent(
  deps: Recording,
  tx: Tx,
  given: { consentId: string; actorId: string; now: Date },
): Promise<string[]> {
  const { consentId, actorId, now } = given
  const consent = await lockConsent(tx, consentId)
  if (!consent || ![consent.personId, consent.givenBy, consent.towardsId].includes(actorId)) throw notFound()
  if (consent.revokedAt) return []
  await endConsent(tx, consentId, actorId, now)
  const ended = await endEntrusted(tx, { consentId, endedBy: actorId, endedAt: now })
  for (const subjectId of ended)
    await insertHistory(tx, {
      id: deps.newId(),
      personId: consent.personId,
      communityId: null,
      subject: 'guardianship',
      subjectId,
      name: null,
      action: 'release',
      source: 'self',
      actorId,
      at: now,
    })
  return ended
}
