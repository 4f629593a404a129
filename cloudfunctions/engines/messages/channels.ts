import type { Channel, MessageUrgency } from '../../contract/messages'

/** An alarm that nobody has read or acknowledged by then rings the phone: within the 15 s that are promised. */
export const VOICE_AFTER_SECONDS = 10
/** So long a call rings and is reported; who did not answer by then gets a text message. */
export const CALL_SECONDS = 45

/** What reaches a person now. */
export interface Reach {
  personId: string
  hasAccount: boolean
  isEmployeeBound: boolean
  /** A credit of the message's subscribe template is left. */
  hasCredit: boolean
  hasPhone: boolean
}

/** For which channels the kind has a template; `sms` and `voice` only where they are switched on and may be paid for. */
export type Uses = Readonly<Record<Channel, boolean>>

/** One channel and how many seconds after the message it is tried. */
export interface Planned {
  channel: Channel
  afterSeconds: number
}

/**
 * Which channels a message takes to a person. Low: none, the inbox has it. Normal: one, the first that reaches, and of
 * those that cost nothing first. Alarm: WeChat at once by all its ways, then a call, then a text message.
 */
export function planChannels(urgency: MessageUrgency, reach: Reach, uses: Uses): Planned[] {
  if (urgency === 'low') return []
  if (urgency === 'alarm') return planAlarm(reach, uses)
  const channel = firstChannel(reach, uses)
  return channel ? [{ channel, afterSeconds: 0 }] : []
}

/** Without a credit a subscribe message is still written down where nothing else reaches: it ends as `noCredit`. */
function firstChannel(reach: Reach, uses: Uses): Channel | null {
  if (uses.employee && reach.isEmployeeBound) return 'employee'
  if (uses.subscribe && reach.hasAccount && reach.hasCredit) return 'subscribe'
  if (uses.sms && reach.hasPhone) return 'sms'
  if (uses.voice && reach.hasPhone) return 'voice'
  return uses.subscribe && reach.hasAccount ? 'subscribe' : null
}

function planAlarm(reach: Reach, uses: Uses): Planned[] {
  const free: Channel[] = []
  if (uses.employee && reach.isEmployeeBound) free.push('employee')
  if (uses.subscribe && reach.hasAccount) free.push('subscribe')
  const ringAfter = free.length > 0 ? VOICE_AFTER_SECONDS : 0
  const planned = free.map((channel): Planned => ({ channel, afterSeconds: 0 }))
  if (uses.voice) planned.push({ channel: 'voice', afterSeconds: ringAfter })
  if (uses.sms) planned.push({ channel: 'sms', afterSeconds: ringAfter + (uses.voice ? CALL_SECONDS : 0) })
  return planned
}

/** What will become of a normal message: the channel it goes by, or why it will not be pushed. */
export type ReachAnswer = Channel | 'noCredit' | 'noAccount' | 'noPhone'

/** The live estimate by the same rule. `noPhone` only where a text message or call might have gone. */
export function reachAnswer(reach: Reach, uses: Uses): ReachAnswer {
  const channel = firstChannel(reach, uses)
  if (channel === 'subscribe' && !reach.hasCredit) return 'noCredit'
  if (channel) return channel
  return (uses.sms || uses.voice) && !reach.hasPhone ? 'noPhone' : 'noAccount'
}
