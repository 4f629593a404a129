import * as z from 'zod'
import { ALARM_PAUSE_HOURS_MAX, QUIET_FROM_HOURS, QUIET_UNTIL_HOURS } from '../../../contract/messages'
import { STAFF_ROLES } from '../../../contract/roles'
import {
  isMuted as mutedAmong,
  mutesOf,
  quietHoursOf,
  saveMute,
  saveQuietHours,
} from '../../../engines/messages/settings/store'
import { signal } from '../../../kernel/changes/store'
import type { Deps } from '../../../kernel/context'
import type { Executor, Tx } from '../../../kernel/database/open'
import { moment, nothing } from '../../../kernel/dispatch/fields'
import { mutation, query, router } from '../../../kernel/dispatch/procedure'
import { guardiansOf, wardsOf } from '../../../registry/guardianships/store'
import { pauseWords, SWITCHED_TOPICS, topicsOf } from './rules'

const HOUR_MS = 3_600_000

const quietHours = z.strictObject({ from: z.number().int(), until: z.number().int() })

/** 提醒设置: what may ring on one's phone, and when. The inbox has everything in any case. */
export const remindersRouter = router({
  get: query(
    { callers: 'person', about: '我的提醒设置：哪些会响、夜里几点不响、告警停没停' },
    {},
    z.strictObject({
      topics: z.array(z.strictObject({ topic: z.enum(SWITCHED_TOPICS), isMuted: z.boolean() })),
      alarms: z.strictObject({
        pausedUntil: z.nullable(moment),
        lost: z.array(z.string()),
        instead: z.array(z.string()),
      }),
      quietHours,
    }),
    async ({ db, caller, now }) => {
      const { personId } = caller
      const isStaff = caller.grants.some(({ role }) => (STAFF_ROLES as readonly string[]).includes(role))
      const mutes = await mutesOf(db, personId, now)
      return {
        topics: topicsOf(isStaff).map((topic) => ({ topic, isMuted: mutes.has(topic) })),
        alarms: {
          pausedUntil: mutes.get('alarms')?.toISOString() ?? null,
          ...pauseWords(await watchedBy(db, personId, now), isStaff),
        },
        quietHours: await quietHoursOf(db, personId),
      }
    },
  ),

  mute: mutation(
    { callers: 'person', about: '一类消息要不要响；告警不在里面' },
    { topic: z.enum(SWITCHED_TOPICS), isMuted: z.boolean() },
    nothing,
    async ({ deps, tx, caller, now }, { topic, isMuted }) => {
      await saveMute(tx, { personId: caller.personId, topic, isMuted, mutedUntil: null, now })
      return renewed(deps, tx, caller.personId)
    },
  ),

  pauseAlarms: mutation(
    { callers: 'person', about: '告警暂停几个小时，到点自己恢复；要先看过会错过什么' },
    {
      hours: z
        .number()
        .int()
        .min(1, '最少暂停 1 小时')
        .max(ALARM_PAUSE_HOURS_MAX, `告警最多暂停 ${ALARM_PAUSE_HOURS_MAX} 小时`),
      understood: z.literal(true, '先看过暂停时会错过什么，再暂停'),
    },
    z.strictObject({ pausedUntil: moment }),
    async ({ deps, tx, caller, now }, { hours }) => {
      const mutedUntil = new Date(now.getTime() + hours * HOUR_MS)
      await saveMute(tx, { personId: caller.personId, topic: 'alarms', isMuted: true, mutedUntil, now })
      await renewed(deps, tx, caller.personId)
      return { pausedUntil: mutedUntil.toISOString() }
    },
  ),

  resumeAlarms: mutation(
    { callers: 'person', about: '告警马上恢复' },
    {},
    nothing,
    async ({ deps, tx, caller, now }) => {
      await saveMute(tx, { personId: caller.personId, topic: 'alarms', isMuted: false, mutedUntil: null, now })
      return renewed(deps, tx, caller.personId)
    },
  ),

  setQuietHours: mutation(
    { callers: 'person', about: '晚上几点到早上几点不响，告警除外' },
    { from: z.literal(QUIET_FROM_HOURS), until: z.literal(QUIET_UNTIL_HOURS) },
    nothing,
    async ({ deps, tx, caller, now }, { from, until }) => {
      await saveQuietHours(tx, { personId: caller.personId, from, until, now })
      return renewed(deps, tx, caller.personId)
    },
  ),
})

/** The person's other phones show it too. */
async function renewed(deps: Deps, tx: Tx, personId: string): Promise<Record<string, never>> {
  await signal(deps, tx, [{ topic: 'messages', subjectId: null, to: { personId } }])
  return {}
}

/** Whose alarms come to the person as family, and how many others of it would be reached now. */
async function watchedBy(db: Executor, personId: string, now: Date) {
  const wards = await wardsOf(db, personId, now)
  return Promise.all(
    wards.map(async ({ personId: wardId, name }) => {
      const others = (await guardiansOf(db, wardId, now)).flatMap((one) =>
        one.personId === personId ? [] : one.personId,
      )
      const paused = await mutedAmong(db, others, 'alarms', now)
      return { name, othersReached: others.length - paused.size }
    }),
  )
}
