import {
  ADULT_AGE,
  ASK_DAYS,
  ASKED_OF_ONE_MAX,
  ASKS_A_DAY_MAX,
  ASKS_PENDING_MAX,
  type GuardianRelation,
} from '../../contract/account/family'
import type { Deps } from '../../kernel/context'
import type { Tx } from '../../kernel/database/open'
import { conflict, forbidden, invalid, notFound } from '../../kernel/errors'
import { emit } from '../../kernel/events/store'
import { registeredAt } from '../claims/store'
import { birthOf } from '../consents/store'
import { readField } from '../facts/read-field'
import { homeById, homeOf } from '../homes/store'
import { normalisePhone } from '../people/masking'
import { NEW_PERSON_NAME } from '../people/names'
import { PHONE_INDEX } from '../people/sealed'
import { lockPerson, namesOf } from '../people/store'
import { asksSince, isAdult, isInForce, type Way } from './rules'
import {
  activeBetween,
  asksBy,
  asksTo,
  endLapsedAsks,
  type GuardianshipRow,
  insertGuardianship,
  namedByPhone,
  saveGuardianship,
} from './store'

const DAY_MS = 86_400_000
const namePlace = (askId: string) => `guardianships.name_sealed.${askId}`

/** The name given with an ask; empty once it is answered. */
export const askedName = ({ encryption }: Pick<Deps, 'encryption'>, ask: Pick<GuardianshipRow, 'id' | 'nameSealed'>) =>
  ask.nameSealed ? encryption.open(ask.nameSealed, namePlace(ask.id)) : ''

export interface Asking {
  guardianId: string
  /** By one of the two. */
  homeId?: string | undefined
  phone?: string | undefined
  name: string
  relation: GuardianRelation
  now: Date
}

/** Whom an ask names, before anybody is looked for. */
interface Named {
  way: Way
  homeId: string | null
  gridId: string | null
  phoneIndex: string | null
  name: string
}

/**
 * Somebody asks to act for another, named by home and name or by phone and name. Nothing in the answer, nor in what the
 * asker sees later, says whether there is such a person; the person, or the worker who meets them, decides.
 * Faults: record.not_found, input.invalid, access.forbidden under age, guardianship.unnamed, guardianship.pending,
 * guardianship.too_many, guardianship.yours_already.
 */
export async function askToAct(deps: Deps, tx: Tx, asking: Asking): Promise<void> {
  const { guardianId, relation, now } = asking
  // One after the other: the limits below hold however many phones ask at once.
  if (!(await lockPerson(tx, guardianId))) throw notFound()
  const named = await readAsk(deps, tx, asking)
  await mayAsk(tx, guardianId, now)
  await endLapsedAsks(tx, guardianId, now)
  const askedAs = deps.encryption.blindIndex('guardianship', `${named.homeId ?? named.phoneIndex} ${named.name}`)
  const lately = await asksBy(tx, guardianId, asksSince(now))
  withinLimits(lately, askedAs, now)

  const found = await find(tx, guardianId, named, now)
  if (found) await notYetTheirs(tx, found, guardianId, now)
  const isHeard = found !== null && (await hears(tx, found, lately, now))
  const home = await homeFor(tx, named, isHeard ? found : null, now)
  const id = deps.newId()
  await insertGuardianship(tx, {
    id,
    personId: isHeard ? found : deps.newId(),
    guardianId,
    relation,
    state: 'asked',
    way: named.way,
    homeId: home.homeId,
    gridId: found !== null && !isHeard ? null : home.gridId,
    nameSealed: deps.encryption.seal(named.name, namePlace(id)),
    askedAs,
    askedAt: now,
  })
  await emit(deps, tx, 'guardianship.asked', { guardianshipId: id })
}

async function readAsk(deps: Deps, tx: Tx, { homeId, phone, name, now }: Asking): Promise<Named> {
  const read = readField('name', name, now)
  if ('problem' in read) throw invalid({ name: read.problem })
  if (homeId) {
    const home = await homeById(tx, homeId)
    if (!home) throw notFound('没找到这一户，请重新选')
    return { way: 'home', homeId, gridId: home.gridId, phoneIndex: null, name: read.value }
  }
  const number = phone ? normalisePhone(phone) : null
  if (!number) throw invalid({ phone: '手机号不对，再看一遍' }, '手机号不对，再看一遍')
  const phoneIndex = deps.encryption.blindIndex(PHONE_INDEX, number)
  return { way: 'phone', homeId: null, gridId: null, phoneIndex, name: read.value }
}

/** The other must be able to tell who asks, and who acts for others is of age. */
async function mayAsk(tx: Tx, guardianId: string, now: Date): Promise<void> {
  const name = (await namesOf(tx, [guardianId])).get(guardianId)
  if (!name || name === NEW_PERSON_NAME)
    throw conflict('guardianship.unnamed', '您还没登记姓名，先认一套房，家人才知道是您')
  if (!isAdult(await birthOf(tx, guardianId), now)) throw forbidden(`满 ${ADULT_AGE} 岁才能替家人办事`)
}

/** What one person asked lately, told by what they wrote alone: whom it found plays no part. */
function withinLimits(lately: readonly GuardianshipRow[], askedAs: string, now: Date): void {
  const pending = lately.filter(({ state }) => state === 'asked')
  if (pending.some((ask) => ask.askedAs === askedAs))
    throw conflict('guardianship.pending', '您已经申请过，正等家人或网格员答复')
  if (pending.length >= ASKS_PENDING_MAX)
    throw conflict('guardianship.too_many', `您有 ${ASKS_PENDING_MAX} 个申请在等答复，等有了结果再申请`)
  const today = lately.filter(({ askedAt }) => askedAt.getTime() > now.getTime() - DAY_MS)
  if (today.length >= ASKS_A_DAY_MAX)
    throw conflict('guardianship.too_many', '今天申请的次数多了，请明天再来，或找网格员')
}

/** The one person whom an ask names; null where there is none, or more than one. */
async function find(
  tx: Tx,
  guardianId: string,
  { homeId, phoneIndex, name }: Named,
  now: Date,
): Promise<string | null> {
  const ids = homeId
    ? (await registeredAt(tx, { homeId, exceptId: guardianId, now }))
        .filter((one) => one.name === name)
        .map(({ personId }) => personId)
    : await namedByPhone(tx, { phoneIndex: phoneIndex!, name, exceptId: guardianId })
  return ids.length === 1 ? ids[0]! : null
}

/** Faults guardianship.yours_already: only who acts for them already is told so. What has lapsed ends here. */
async function notYetTheirs(tx: Tx, personId: string, guardianId: string, now: Date): Promise<void> {
  const active = await activeBetween(tx, personId, guardianId)
  if (!active) return
  if (isInForce({ basis: active.basis!, birthDate: await birthOf(tx, personId) }, now))
    throw conflict('guardianship.yours_already', '您已经能替这位家人办事了')
  await saveGuardianship(tx, active.id, { state: 'ended', endedAt: now, endedBy: guardianId })
}

/** Whether an ask reaches the person: not twice from one, not again after a no, not among too many. */
async function hears(tx: Tx, personId: string, lately: readonly GuardianshipRow[], now: Date): Promise<boolean> {
  const before = lately.filter((ask) => ask.personId === personId)
  if (before.some(({ state }) => state === 'asked' || state === 'refused')) return false
  return (await asksTo(tx, personId, now)).length < ASKED_OF_ONE_MAX
}

/** Where a worker may confirm it: at the home that was named, or where the person lives. */
async function homeFor(tx: Tx, { homeId, gridId }: Named, found: string | null, now: Date) {
  if (homeId) return { homeId, gridId }
  const home = found && (await homeOf(tx, found, now))
  return home ? { homeId: home.homeId, gridId: home.gridId } : { homeId: null, gridId: null }
}

/** Whether an ask still waits for its answer. */
export const isWaiting = ({ state, askedAt }: Pick<GuardianshipRow, 'state' | 'askedAt'>, now: Date): boolean =>
  state === 'asked' && now.getTime() - askedAt.getTime() < ASK_DAYS * DAY_MS
