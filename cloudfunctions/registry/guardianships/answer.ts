import { GUARDIANS_MAX, type GuardianshipRefusal } from '../../contract/account/family'
import { CONSENT_TEXTS } from '../../contract/account/privacy'
import type { Caller, Deps } from '../../kernel/context'
import type { Executor, Tx } from '../../kernel/database/open'
import { conflict, forbidden, notFound } from '../../kernel/errors'
import { emit } from '../../kernel/events/store'
import { CLAIM_DECIDERS, registeredAt } from '../claims/store'
import { giveConsent } from '../consents/consent'
import { isMinor } from '../consents/rules'
import { birthOf } from '../consents/store'
import { insertHistory } from '../facts/store'
import { residenciesOf } from '../homes/store'
import { dayOf } from '../people/days'
import { lockPerson } from '../people/store'
import { pathOf } from '../places/store'
import { hasRoleAt } from '../roles/rules'
import { askedName, isWaiting } from './ask'
import { isInForce } from './rules'
import { activeBetween, type GuardianshipRow, guardianshipById, guardiansOf, saveGuardianship } from './store'

/** What goes from an ask with its answer. */
const ANSWERED = { nameSealed: null, askedAs: null }
const decided = () => conflict('guardianship.decided', '这个申请已经有结果了，或者对方撤回了')

/**
 * The person named says yes or no on their own phone. A yes is a consent to the text as it stands, written in the same
 * transaction in which the other begins to act. `version`: of the text that was read.
 * Faults: record.not_found for anybody else, guardianship.decided, guardianship.too_many, consent.text_changed,
 * access.forbidden under 14.
 */
export async function answerAsk(
  deps: Deps,
  tx: Tx,
  given: { id: string; personId: string; isAgreed: boolean; version: string; now: Date },
): Promise<void> {
  const { id, personId, isAgreed, now } = given
  if (!(await lockPerson(tx, personId))) throw notFound()
  const ask = await guardianshipById(tx, id, true)
  if (ask?.personId !== personId) throw notFound()
  if (!isWaiting(ask, now)) throw decided()
  if (!isAgreed) {
    await saveGuardianship(tx, id, { ...ANSWERED, state: 'refused', endedAt: now, endedBy: personId })
  } else {
    if (given.version !== CONSENT_TEXTS.guardian.version)
      throw conflict('consent.text_changed', '同意的内容刚改过，请再看一遍')
    await entrust(deps, tx, ask, { personId, actorId: personId, source: 'self', witnessedBy: null, now })
  }
  await emit(deps, tx, 'guardianship.answered', { guardianshipId: id, isAgreed, actorId: personId })
}

/** An ask that waits where the caller decides, held. Faults: record.not_found, guardianship.decided, access.forbidden. */
async function toDecide(tx: Tx, caller: Caller, id: string, now: Date): Promise<GuardianshipRow & { gridId: string }> {
  const ask = await guardianshipById(tx, id, true)
  const { gridId } = ask ?? { gridId: null }
  if (!ask || !gridId || !hasRoleAt(caller.grants, CLAIM_DECIDERS, await pathOf(tx, gridId))) throw notFound()
  if (!isWaiting(ask, now)) throw decided()
  if (ask.guardianId === caller.personId) throw forbidden('您自己的申请要由别人核实')
  return { ...ask, gridId }
}

/** Who is registered under the name that was asked for, at the home that was named. */
export async function meant(
  deps: Pick<Deps, 'encryption'>,
  db: Executor,
  ask: GuardianshipRow,
  now: Date,
): Promise<string[]> {
  const name = askedName(deps, ask)
  const there = ask.homeId ? await registeredAt(db, { homeId: ask.homeId, exceptId: ask.guardianId, now }) : []
  return there.filter((one) => one.name === name).map(({ personId }) => personId)
}

/**
 * The worker met the person, who agreed; or, of a child under 14, saw that the asker is the guardian of the same home.
 * Faults: as of `toDecide`; record.not_found where it is not who was asked for; guardianship.not_household,
 * guardianship.yours_already, guardianship.too_many.
 */
export async function confirmAsk(
  deps: Deps,
  tx: Tx,
  caller: Caller,
  { id, personId, now }: { id: string; personId: string; now: Date },
): Promise<void> {
  if (!(await lockPerson(tx, personId))) throw notFound()
  const ask = await toDecide(tx, caller, id, now)
  if (personId === caller.personId) throw forbidden('别人替您办事，要您在自己手机上答复')
  if (ask.personId !== personId && !(await meant(deps, tx, ask, now)).includes(personId)) throw notFound()
  const isWorker = hasRoleAt(caller.grants, ['gridWorker'], await pathOf(tx, ask.gridId))
  const source = isWorker ? ('gridWorker' as const) : ('secretary' as const)
  await entrust(deps, tx, ask, { personId, actorId: caller.personId, source, witnessedBy: caller.personId, now })
  await emit(deps, tx, 'guardianship.answered', { guardianshipId: id, isAgreed: true, actorId: caller.personId })
}

/** The worker cannot confirm it, with a reason that who asked reads. */
export async function refuseAsk(
  deps: Deps,
  tx: Tx,
  caller: Caller,
  { id, reason, now }: { id: string; reason: GuardianshipRefusal; now: Date },
): Promise<void> {
  await toDecide(tx, caller, id, now)
  await saveGuardianship(tx, id, { ...ANSWERED, state: 'refused', endedAt: now, endedBy: caller.personId, reason })
  await emit(deps, tx, 'guardianship.answered', { guardianshipId: id, isAgreed: false, actorId: caller.personId })
}

interface Entrusting {
  personId: string
  actorId: string
  source: 'self' | 'gridWorker' | 'secretary'
  witnessedBy: string | null
  now: Date
}

/** The asker may act from now on. The person is locked by the caller, so that their number holds. */
async function entrust(deps: Deps, tx: Tx, ask: GuardianshipRow, given: Entrusting): Promise<void> {
  const { personId, actorId, source, witnessedBy, now } = given
  const { id, guardianId } = ask
  const birthDate = await birthOf(tx, personId)
  const before = await activeBetween(tx, personId, guardianId)
  if (before && isInForce({ basis: before.basis!, birthDate }, now))
    throw conflict('guardianship.yours_already', '这位家人已经能替对方办事了')
  if (before) await saveGuardianship(tx, before.id, { state: 'ended', endedAt: now, endedBy: actorId })
  if ((await guardiansOf(tx, personId, now)).length >= GUARDIANS_MAX)
    throw conflict('guardianship.too_many', `最多 ${GUARDIANS_MAX} 位家人能替办事，先停掉一位再同意`)

  const isChild = isMinor(birthDate, dayOf(now))
  if (isChild && witnessedBy !== null) await mustShareHome(tx, personId, guardianId, now)
  const consentId =
    isChild && witnessedBy !== null
      ? null
      : await giveConsent(deps, tx, {
          personId,
          giverId: personId,
          purpose: 'guardian',
          towardsId: guardianId,
          witnessedBy,
          now,
        })
  const basis = consentId ? ('consent' as const) : ('parent' as const)
  await saveGuardianship(tx, id, { ...ANSWERED, personId, state: 'active', basis, consentId, since: now })
  await insertHistory(tx, {
    id: deps.newId(),
    personId,
    communityId: null,
    subject: 'guardianship',
    subjectId: id,
    name: null,
    action: 'entrust',
    source,
    actorId,
    at: now,
  })
}

/** Who answers for a child lives with it: a parent elsewhere comes with papers to the community first. */
async function mustShareHome(tx: Tx, childId: string, guardianId: string, now: Date): Promise<void> {
  const own = new Set((await residenciesOf(tx, guardianId, now)).map(({ homeId }) => homeId))
  if (!(await residenciesOf(tx, childId, now)).some(({ homeId }) => own.has(homeId)))
    throw conflict('guardianship.not_household', '监护人要和孩子登记在同一户，请先登记住处')
}
