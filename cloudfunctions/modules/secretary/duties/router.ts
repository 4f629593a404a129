import * as z from 'zod'
import { DUTY_DAYS_AHEAD, DUTY_HOURS_MAX, DUTY_PLACES, type PlaceKind } from '../../../contract/places'
import { DUTY_ROLES, ROLE_LABELS } from '../../../contract/roles'
import type { Caller } from '../../../kernel/context'
import type { Executor } from '../../../kernel/database/open'
import { moment, nothing } from '../../../kernel/dispatch/fields'
import { mutation, query, router } from '../../../kernel/dispatch/procedure'
import { conflict, invalid, notFound } from '../../../kernel/errors'
import {
  aWeekLater,
  DAY_MS,
  gapsIn,
  isMonday,
  isSound,
  meet,
  mondayOf,
  weekBefore,
  weekFrom,
} from '../../../registry/duties/rules'
import { insertShifts, removeShift, shiftById, shiftsIn } from '../../../registry/duties/store'
import { lockPerson } from '../../../registry/people/store'
import { type Place, placeById, placesBelow } from '../../../registry/places/store'
import { hasRoleAt } from '../../../registry/roles/rules'
import { membersAt } from '../../../registry/roles/store'

const callers = ['secretary'] as const
const monday = z.string().refine(isMonday, '要从周一开始')
const startsAt = z.iso.datetime({ offset: true })
const span = z.strictObject({ startsAt: moment, endsAt: moment })
const placeView = z.strictObject({ id: z.string(), label: z.string() })

/** A place of the caller's own community whose roster is kept. Faults: record.not_found. */
async function ownPlace(db: Executor, caller: Caller, placeId: string): Promise<Place> {
  const place = await placeById(db, placeId)
  const isKept = place && (DUTY_PLACES as readonly PlaceKind[]).includes(place.kind)
  if (!isKept || !hasRoleAt(caller.grants, callers, place.path)) throw notFound('没找到这个地方')
  return place
}

const ownCommunity = ({ grants }: Caller) => grants.find(({ role }) => role === 'secretary')!.placeId

const shown = ({ startsAt, endsAt }: { startsAt: Date; endsAt: Date }) => ({
  startsAt: startsAt.toISOString(),
  endsAt: endsAt.toISOString(),
})

/** Who of a community can be put on duty. */
const candidates = (db: Executor, communityId: string, now: Date) =>
  membersAt(db, { roles: DUTY_ROLES, communityId, now })

/** 值班表: who is on duty at a place, week by week. */
export const dutiesRouter = router({
  week: query(
    { callers, about: '一个地方一周的值班表，没人值的时段另外列出' },
    { placeId: z.uuid().optional(), monday: monday.optional() },
    z.strictObject({
      place: placeView,
      /** Those whose roster one keeps. */
      places: z.array(placeView),
      monday: z.string(),
      shifts: z.array(span.extend({ id: z.string(), personId: z.string(), name: z.string(), isServing: z.boolean() })),
      /** From now on, or from the week's begin. */
      gaps: z.array(span),
    }),
    async ({ db, caller, now }, given) => {
      const place = await ownPlace(db, caller, given.placeId ?? ownCommunity(caller))
      const monday = given.monday ?? mondayOf(now)
      const week = weekFrom(monday)
      const [shifts, places, members] = await Promise.all([
        shiftsIn(db, place.id, week),
        placesBelow(db, [place.communityId], DUTY_PLACES),
        candidates(db, place.communityId, now),
      ])
      const serving = new Set(members.map(({ personId }) => personId))
      const isServed = ({ personId }: { personId: string }) => serving.has(personId)
      const left = { startsAt: new Date(Math.max(now.getTime(), week.startsAt.getTime())), endsAt: week.endsAt }
      const byKind = (one: Place) => DUTY_PLACES.indexOf(one.kind as (typeof DUTY_PLACES)[number])
      return {
        place: { id: place.id, label: place.label },
        places: places.sort((a, b) => byKind(a) - byKind(b)).map(({ id, label }) => ({ id, label })),
        monday,
        shifts: shifts.map((shift) => ({
          ...shown(shift),
          id: shift.id,
          personId: shift.personId,
          name: shift.name,
          isServing: isServed(shift),
        })),
        gaps: gapsIn(shifts.filter(isServed), left).map(shown),
      }
    },
  ),

  people: query(
    { callers, about: '本社区能排进值班表的人' },
    { placeId: z.uuid() },
    z.array(z.strictObject({ personId: z.string(), name: z.string(), roleLabel: z.string(), placeName: z.string() })),
    async ({ db, caller, now }, { placeId }) => {
      const { communityId } = await ownPlace(db, caller, placeId)
      const members = await candidates(db, communityId, now)
      const rank = ({ role }: (typeof members)[number]) => (DUTY_ROLES as readonly string[]).indexOf(role)
      return members
        .sort((a, b) => rank(a) - rank(b) || a.placeName.localeCompare(b.placeName, 'zh', { numeric: true }))
        .map(({ personId, name, role, placeName }) => ({ personId, name, roleLabel: ROLE_LABELS[role], placeName }))
    },
  ),

  add: mutation(
    { callers, about: '排一个人值班，从什么时候起，几个小时' },
    { placeId: z.uuid(), personId: z.uuid(), startsAt, hours: z.number().int().min(1).max(DUTY_HOURS_MAX) },
    z.strictObject({ id: z.string() }),
    async ({ deps, tx, caller, now }, { placeId, personId, startsAt, hours }) => {
      const place = await ownPlace(tx, caller, placeId)
      const from = new Date(startsAt)
      const turn = { startsAt: from, endsAt: new Date(from.getTime() + hours * 3_600_000) }
      if (!isSound(turn, now)) throw invalid({ startsAt: '这个时段已经过去了，请选以后的' })
      if (from.getTime() > now.getTime() + DUTY_DAYS_AHEAD * DAY_MS)
        throw invalid({ startsAt: '太早了，最多提前三个月排' })
      await lockPerson(tx, personId)
      if (!(await candidates(tx, place.communityId, now)).some((one) => one.personId === personId))
        throw notFound('这个人在本社区没有职责，先给职责再排班')
      const there = await shiftsIn(tx, placeId, turn)
      if (there.some((one) => one.personId === personId && meet(one, turn)))
        throw conflict('duty.on_already', '这个人这段时间已经排上了')
      const id = deps.newId()
      const row = { ...turn, id, communityId: place.communityId, placeId, personId }
      await insertShifts(tx, [{ ...row, addedBy: caller.personId, addedAt: now }])
      return { id }
    },
  ),

  remove: mutation(
    { callers, about: '从值班表上去掉一班' },
    { id: z.uuid() },
    nothing,
    async ({ tx, caller, now }, { id }) => {
      const shift = await shiftById(tx, id)
      const place = shift && (await placeById(tx, shift.placeId))
      const isOwn = place && hasRoleAt(caller.grants, callers, place.path)
      if (!isOwn || !(await removeShift(tx, id, caller.personId, now))) throw notFound('没找到这一班，可能已经去掉')
      return {}
    },
  ),

  copyWeek: mutation(
    { callers, about: '把上一周的值班照样排到这一周' },
    { placeId: z.uuid(), monday },
    z.strictObject({ copied: z.number(), left: z.number() }),
    async ({ deps, tx, caller, now }, { placeId, monday }) => {
      const place = await ownPlace(tx, caller, placeId)
      const week = weekFrom(monday)
      if (week.startsAt.getTime() > now.getTime() + DUTY_DAYS_AHEAD * DAY_MS)
        throw invalid({ monday: '太早了，最多提前三个月排' })
      const before = weekBefore(week)
      const isOf = ({ startsAt }: { startsAt: Date }) => before.startsAt <= startsAt
      const former = (await shiftsIn(tx, placeId, before)).filter(isOf)
      if (former.length === 0) throw conflict('duty.nothing_to_copy', '上一周没有排班，先排一班')
      // In one order, so that two who copy at once wait for each other instead of writing everything twice.
      for (const personId of [...new Set(former.map((one) => one.personId))].sort()) await lockPerson(tx, personId)
      const serving = new Set((await candidates(tx, place.communityId, now)).map(({ personId }) => personId))
      const span = { startsAt: week.startsAt, endsAt: new Date(week.endsAt.getTime() + DAY_MS) }
      const there = await shiftsIn(tx, placeId, span)
      const copies = aWeekLater(former, there, now).filter(({ personId }) => serving.has(personId))
      await insertShifts(
        tx,
        copies.map(({ personId, communityId, startsAt, endsAt }) => ({
          id: deps.newId(),
          communityId,
          placeId,
          personId,
          startsAt,
          endsAt,
          addedBy: caller.personId,
          addedAt: now,
        })),
      )
      return { copied: copies.length, left: former.length - copies.length }
    },
  ),
})
