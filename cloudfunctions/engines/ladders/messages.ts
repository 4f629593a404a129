import type { MessageKind } from '../messages/kind'

/** No personal datum: what happened in a few words, a place above home level, ids, a time. */
export interface AlarmParams {
  ladderId: string
  what: string
  where: string
  /** Since when, as WeChat's time keys want it: 2026-11-23 14:05. */
  since: string
}

const link = ({ ladderId }: AlarmParams) => `/modules/account/alarms/alarm?id=${ladderId}`
const calm = (name: string, title: string, rest: string): MessageKind<AlarmParams> => ({
  name,
  topic: 'alarms',
  urgency: 'normal',
  title: () => title,
  body: ({ what, where }) => `${where}，${what}，${rest}`,
  link,
})

const CALL = '能去就点我来，马上到'
const data = ({ what, where, since }: AlarmParams) => ({ thing1: what, thing2: where, time3: since, thing4: CALL })
const spoken = ({ what, where }: AlarmParams) => ({ param1: what, param2: where })

/** An alarm's words on every channel: in the inbox, in WeChat, as a text and read out by a call. */
export const alarmMessage = (name: string, title: string): MessageKind<AlarmParams> => ({
  name,
  topic: 'alarms',
  urgency: 'alarm',
  title: () => title,
  body: ({ what, where }) => `${where}，${what}，点开看，${CALL}`,
  link,
  subscribe: { template: 'alarmRaised', data },
  employee: { template: 'alarmRaised', data },
  sms: { template: 'alarmRaised', data: (params) => ({ ...spoken(params), param3: params.since }) },
  voice: { template: 'alarmRaised', data: spoken },
})

/** To those who were rung as well: one of them goes. */
export const alarmTaken = calm('alarm.taken', '有人去了，您不用赶', '已经有人答应马上到，点开看是谁')
/** To those who were rung: nobody need go. */
export const alarmCancelled = calm('alarm.cancelled', '不用去了', '告警已经撤回')
