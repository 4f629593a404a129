import type { EmployeeTemplate, SmsTemplate, SubscribeTemplate, VoiceTemplate } from '../../contract/messages'

/**
 * The values each template takes, as docs/deploy.md has it set up: a kind that gives others does not compile, and what
 * it gives is held to the limits of each key when a message is written.
 */
export const SUBSCRIBE_KEYS = {
  appealProgress: ['character_string1', 'phrase2', 'thing3', 'time4', 'thing5'],
  noticePosted: ['thing1', 'thing2', 'time3', 'thing4'],
  alarmRaised: ['thing1', 'thing2', 'time3', 'thing4'],
  digest: ['number1', 'thing2', 'time3'],
} as const satisfies Record<SubscribeTemplate, readonly string[]>

export const EMPLOYEE_KEYS = {
  orderWaiting: ['thing1', 'thing2', 'time3', 'phrase4'],
  alarmRaised: ['thing1', 'thing2', 'time3', 'thing4'],
} as const satisfies Record<EmployeeTemplate, readonly string[]>

export const SMS_KEYS = {
  noticePosted: ['param1', 'param2'],
  alarmRaised: ['param1', 'param2', 'param3'],
} as const satisfies Record<SmsTemplate, readonly string[]>

export const VOICE_KEYS = {
  noticePosted: ['param1', 'param2'],
  alarmRaised: ['param1', 'param2'],
} as const satisfies Record<VoiceTemplate, readonly string[]>

type Keys = Readonly<Record<string, readonly string[]>>

/** One of a channel's templates, and its values out of what a kind knows. */
export type TemplateUse<K extends Keys, P> = {
  [T in keyof K & string]: { template: T; data(params: P): Record<K[T][number], string> }
}[keyof K & string]
