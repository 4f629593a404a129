import type {
  EmployeeTemplate,
  MessageTopic,
  MessageUrgency,
  SmsTemplate,
  SubscribeTemplate,
  VoiceTemplate,
} from '../../contract/messages'

/** One channel's template and its values by WeChat's data key; `send` shortens them to WeChat's limits. */
export interface TemplateUse<T extends string, P> {
  template: T
  data(params: P): Record<string, string>
}

/**
 * A kind of message is data: a module's `messages.ts` gives its kinds and hands one to `send`.
 * `P` holds nothing personal: ids, codes, labels of categories, places above the home, times.
 */
export interface MessageKind<P> {
  /** Stable, as `function.whatHappened`: kept with the message. */
  name: string
  /** What a person chooses by whether it may ring. */
  topic: MessageTopic
  urgency: MessageUrgency
  title(params: P): string
  body(params: P): string
  /** Page to open, from `/`, with ids in its query at most. */
  link(params: P): string
  subscribe?: TemplateUse<SubscribeTemplate, P>
  employee?: TemplateUse<EmployeeTemplate, P>
  /** Values by `param1`, `param2` … in the order in which the provider's template counts them. */
  sms?: TemplateUse<SmsTemplate, P>
  voice?: TemplateUse<VoiceTemplate, P>
}
