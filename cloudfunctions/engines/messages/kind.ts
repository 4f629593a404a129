import type {
  EmployeeTemplate,
  MessageTopic,
  MessageUrgency,
  ReservedTemplate,
  SmsTemplate,
  SubscribeTemplate,
  VoiceTemplate,
} from '../../contract/messages'

/** One channel's template and its values by WeChat's data key; `send` shortens them to WeChat's limits. */
export interface TemplateUse<T extends string, P> {
  template: T
  data(params: P): Record<string, string>
}

interface Kind<P, U extends MessageUrgency, S extends SubscribeTemplate> {
  /** Stable, as `function.whatHappened`: kept with the message. */
  name: string
  /** What a person chooses by whether it may ring. */
  topic: MessageTopic
  urgency: U
  title(params: P): string
  body(params: P): string
  /** Page to open, from `/`, with ids in its query at most. */
  link(params: P): string
  /** The words of the button where it asks something of the person: 去接单. */
  asks?: string
  subscribe?: TemplateUse<S, P>
  employee?: TemplateUse<EmployeeTemplate, P>
  /** Values by `param1`, `param2` … in the order in which the provider's template counts them. */
  sms?: TemplateUse<SmsTemplate, P>
  voice?: TemplateUse<VoiceTemplate, P>
}

/**
 * A kind of message is data: a module's `messages.ts` gives its kinds and hands one to `send`.
 * `P` holds nothing personal: ids, codes, labels of categories, places above the home, times.
 * Only an alarm may use a template whose consents are kept for alarms.
 */
export type MessageKind<P> =
  | Kind<P, 'alarm', SubscribeTemplate>
  | Kind<P, Exclude<MessageUrgency, 'alarm'>, Exclude<SubscribeTemplate, ReservedTemplate>>

/** The one reminder of what is not urgent: kept with the messages, so that it comes once a day, and never listed. */
export const DIGEST_KIND = 'messages.digest'
