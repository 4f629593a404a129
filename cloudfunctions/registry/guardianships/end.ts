import type { Deps } from '../../kernel/context'
import type { Tx } from '../../kernel/database/open'
import { conflict, notFound } from '../../kernel/errors'
import { emit } from '../../kernel/events/store'
import { revokeConsent } from '../consents/consent'
import { endConsentFor } from '../consents/store'
import type { Recording } from '../facts/sealed'
import { insertHistory } from '../facts/store'
import type { Teller } from '../facts/tell'
import { endAllOf, guardianshipById, saveGuardianship } from './store'

interface Ending {
  actorId: string
  now: Date
}

/** Takes a consent back, and with it ends who acted by it; both sides are told. Faults as of `revokeConsent`. */
export async function takeBack(deps: Deps, tx: Tx, ending: Ending & { consentId: string }): Promise<void> {
  for (const guardianshipId of await revokeConsent(deps, tx, ending))
    await emit(deps, tx, 'guardianship.ended', { guardianshipId })
}

/**
 * Either side ends it at once, and the consent it rests on goes with it. Of an ask that waits: who asked takes it back, who
 * was asked says no. Faults: record.not_found for anybody else, guardianship.over.
 */
export async function endGuardianship(deps: Deps, tx: Tx, ending: Ending & { id: string }): Promise<void> {
  const { id, actorId, now } = ending
  const found = await guardianshipById(tx, id)
  if (!found || (found.guardianId !== actorId && found.personId !== actorId)) throw notFound()
  // Consent before guardianship, as everybody locks them.
  if (found.state === 'active' && found.consentId)
    return takeBack(deps, tx, { consentId: found.consentId, actorId, now })
  const row = (await guardianshipById(tx, id, true))!
  const isGuardian = row.guardianId === actorId
  if (row.state === 'asked') return endAsk(deps, tx, { ...ending, isGuardian })
  // A child cannot send its parent away.
  if (row.state !== 'active' || row.consentId !== null || !isGuardian)
    throw conflict('guardianship.over', '这一条已经结束，或者刚有了变化，请再看一下')
  await saveGuardianship(tx, id, { state: 'ended', endedAt: now, endedBy: actorId })
  await endConsentFor(tx, { personId: row.personId, givenBy: actorId, revokedAt: now })
  await insertHistory(tx, releaseLine(deps, { actorId, source: 'self', communityId: null }, { ...row, now }))
  await emit(deps, tx, 'guardianship.ended', { guardianshipId: id })
}

async function endAsk(
  deps: Deps,
  tx: Tx,
  { id, actorId, isGuardian, now }: Ending & { id: string; isGuardian: boolean },
): Promise<void> {
  const state = isGuardian ? ('withdrawn' as const) : ('refused' as const)
  await saveGuardianship(tx, id, { state, endedAt: now, endedBy: actorId, nameSealed: null, askedAs: null })
  if (!isGuardian) await emit(deps, tx, 'guardianship.answered', { guardianshipId: id, isAgreed: false, actorId })
}

const releaseLine = (
  deps: Recording,
  { actorId, source, communityId }: Teller,
  { id, personId, now }: { id: string; personId: string; now: Date },
) => ({
  id: deps.newId(),
  personId,
  communityId,
  subject: 'guardianship' as const,
  subjectId: id,
  name: null,
  action: 'release' as const,
  source,
  actorId,
  at: now,
})

/** Ends all of a person who died or leaves: nobody acts for them any more, and they for nobody. */
export async function releaseAllOf(
  deps: Recording,
  tx: Tx,
  teller: Teller,
  { personId, now }: { personId: string; now: Date },
): Promise<void> {
  for (const ended of await endAllOf(tx, { personId, actorId: teller.actorId, now }))
    await insertHistory(tx, releaseLine(deps, teller, { ...ended, now }))
}
