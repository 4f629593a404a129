import {
  CLAIMS_A_DAY_MAX,
  CLAIMS_PENDING_MAX,
  type ClaimRefusal,
  type ResidencyRelation,
} from '../../contract/registry'
import type { Caller, Deps } from '../../kernel/context'
import type { Tx } from '../../kernel/database/open'
import { conflict, forbidden, invalid, notFound } from '../../kernel/errors'
import { emit } from '../../kernel/events/store'
import { readField } from '../facts/read-field'
import { readValue } from '../facts/sealed'
import { valuesOf, verifiedPhoneOf } from '../facts/store'
import { type Teller, tellField } from '../facts/tell'
import { moveIn } from '../homes/move'
import { homeById, residenciesOf } from '../homes/store'
import { haveTwoIdNumbers, mergePeople } from '../people/merge'
import { PHONE_INDEX } from '../people/sealed'
import { lockPerson } from '../people/store'
import { hasRoleAt } from '../roles/rules'
import { foundBySelf } from './rules'
import { CLAIM_DECIDERS, claimById, claimsLately, endClaim, insertClaim, type PlacedClaim, registeredAt } from './store'

const DAY_MS = 86_400_000
const namePlace = (claimId: string) => `home_claims.name_sealed.${claimId}`

/** The name given with a claim; empty once it is decided. */
export const claimedName = ({ encryption }: Pick<Deps, 'encryption'>, claim: Pick<PlacedClaim, 'id' | 'nameSealed'>) =>
  claim.nameSealed ? encryption.open(claim.nameSealed, namePlace(claim.id)) : ''

export interface Claiming {
  personId: string
  homeId: string
  relation: ResidencyRelation
  name: string
  now: Date
}

/**
 * Somebody says that a home is theirs. Approved at once only where the registry knows them by name and by a phone that
 * WeChat verified; otherwise a worker decides. The answer never says what did not agree.
 * Faults: record.not_found, input.invalid, home.yours_already, claim.pending, claim.too_many.
 */
export async function claimHome(deps: Deps, tx: Tx, claiming: Claiming): Promise<'approved' | 'pending'> {
  const { personId, homeId, relation, now } = claiming
  const home = await homeById(tx, homeId)
  // One after the other: the limits below hold however many phones claim at once.
  if (!home || !(await lockPerson(tx, personId))) throw notFound('没找到这一户，请重新选')
  const read = readField('name', claiming.name, now)
  if ('problem' in read) throw invalid({ name: read.problem })
  await withinLimits(tx, claiming)
  const knownAs = await findSelf(deps, tx, { personId, homeId, name: read.value, now })
  const id = deps.newId()
  const { communityId, gridId } = home
  await insertClaim(tx, {
    id,
    communityId,
    gridId,
    homeId,
    personId,
    nameSealed: knownAs ? null : deps.encryption.seal(read.value, namePlace(id)),
    relation,
    state: knownAs ? 'approved' : 'pending',
    isAutomatic: knownAs !== null,
    isSeenInPerson: false,
    decidedAt: knownAs ? now : null,
    createdAt: now,
  })
  if (!knownAs) {
    await emit(deps, tx, 'home.claimed', { claimId: id, gridId })
    return 'pending'
  }
  const by: Teller = { actorId: personId, source: 'wechat', communityId }
  await mergePeople(deps, tx, by, { fromId: knownAs, intoId: personId, now })
  return 'approved'
}

async function withinLimits(tx: Tx, { personId, homeId, now }: Claiming): Promise<void> {
  if ((await residenciesOf(tx, personId, now, homeId)).length > 0)
    throw conflict('home.yours_already', '这套房已经在您名下了')
  const lately = await claimsLately(tx, personId, new Date(now.getTime() - DAY_MS))
  const pending = lately.filter(({ state }) => state === 'pending')
  if (pending.some((claim) => claim.homeId === homeId))
    throw conflict('claim.pending', '这套房您已经申请过，正等网格员核实')
  if (pending.length >= CLAIMS_PENDING_MAX)
    throw conflict('claim.too_many', `您有 ${CLAIMS_PENDING_MAX} 套房在等核实，等有了结果再申请`)
  const today = lately.filter(({ createdAt }) => createdAt.getTime() > now.getTime() - DAY_MS)
  if (today.length >= CLAIMS_A_DAY_MAX) throw conflict('claim.too_many', '今天申请的次数多了，请明天再来，或找网格员')
}

/** The registry's own record of who claims, held against others who claim it too; null where a worker must look. */
async function findSelf(
  deps: Deps,
  tx: Tx,
  { personId, homeId, name, now }: Omit<Claiming, 'relation'>,
): Promise<string | null> {
  const verified = await verifiedPhoneOf(tx, personId)
  if (!verified) return null
  // A family often has one number: who is known under another name is another of them.
  const known = (await valuesOf(tx, personId, ['name'])).find(({ state }) => state === 'current')
  if (known && readValue(deps.encryption, known) !== name) return null
  const verifiedPhone = deps.encryption.blindIndex(PHONE_INDEX, readValue(deps.encryption, verified))
  const find = async () =>
    foundBySelf(await registeredAt(tx, { homeId, exceptId: personId, now }), { name, verifiedPhone })
  const found = await find()
  if (found === null) return null
  // Whoever held the record until now may have become that person.
  await lockPerson(tx, found)
  return (await haveTwoIdNumbers(tx, [found, personId])) ? null : find()
}

/** A claim that waits where the caller decides. Faults: record.not_found, claim.decided, access.forbidden for one's own. */
async function toDecide(tx: Tx, caller: Caller, id: string): Promise<PlacedClaim> {
  const asked = await claimById(tx, id)
  // The person before the claim, as whoever closes an account takes them.
  if (asked) await lockPerson(tx, asked.personId)
  const claim = await claimById(tx, id, true)
  if (!claim || !hasRoleAt(caller.grants, CLAIM_DECIDERS, claim.gridPath)) throw notFound()
  if (claim.state !== 'pending') throw conflict('claim.decided', '这一条已经有结果了，或者申请人撤回了')
  if (claim.personId === caller.personId) throw forbidden('您自己的房屋要由别人核实')
  return claim
}

export interface Approval {
  claimId: string
  /** The record at the home that is this very person; null where there is none. */
  samePersonId: string | null
  now: Date
}

/** The worker met the person: the home is theirs, and a record of theirs without an account becomes one with them. */
export async function approveClaim(deps: Deps, tx: Tx, caller: Caller, approval: Approval): Promise<void> {
  const { claimId, samePersonId, now } = approval
  const claim = await toDecide(tx, caller, claimId)
  const { personId, homeId, relation, communityId } = claim
  const isWorker = hasRoleAt(caller.grants, ['gridWorker'], claim.gridPath)
  const by: Teller = {
    actorId: caller.personId,
    source: isWorker ? 'gridWorker' : 'secretary',
    communityId,
    sourceRef: `claim.${claimId}`,
  }
  const name = claimedName(deps, claim)
  if (samePersonId) {
    const there = await registeredAt(tx, { homeId, exceptId: personId, now })
    if (!there.some((one) => one.personId === samePersonId && one.name === name)) throw notFound()
    await mergePeople(deps, tx, by, { fromId: samePersonId, intoId: personId, now })
  }
  await tellField(deps, tx, by, { personId, field: 'name', value: name, now })
  await moveIn(deps, tx, by, { personId, homeId, relation, now })
  await endClaim(tx, claim, { state: 'approved', isSeenInPerson: true, decidedBy: caller.personId, decidedAt: now })
  await emit(deps, tx, 'home.claimDecided', { claimId, personId, isApproved: true })
}

/** Refuses a claim with a reason that the person reads. */
export async function refuseClaim(
  deps: Deps,
  tx: Tx,
  caller: Caller,
  { claimId, reason, now }: { claimId: string; reason: ClaimRefusal; now: Date },
): Promise<void> {
  const claim = await toDecide(tx, caller, claimId)
  await endClaim(tx, claim, { state: 'refused', decidedBy: caller.personId, decidedAt: now, reason })
  await emit(deps, tx, 'home.claimDecided', { claimId, personId: claim.personId, isApproved: false })
}

/** Takes one's own claim back. Faults: record.not_found, claim.decided. */
export async function withdrawClaim(tx: Tx, personId: string, claimId: string): Promise<void> {
  const claim = await claimById(tx, claimId, true)
  if (claim?.personId !== personId) throw notFound()
  if (claim.state !== 'pending') throw conflict('claim.decided', '网格员已经有结果了，不用再撤回')
  await endClaim(tx, claim, { state: 'withdrawn' })
}
