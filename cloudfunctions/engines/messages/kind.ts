import type { MessageTopic, MessageUrgency, ReservedTemplate, SubscribeTemplate } from '../../contract/messages'
import type { EMPLOYEE_KEYS, SMS_KEYS, SUBSCRIBE_KEYS, TemplateUse, VOICE_KEYS } from './template-keys'

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
  subscribe?: TemplateUse<Pick<typeof SUBSCRIBE_KEYS, S>, P>
  employee?: TemplateUse<typeof EMPLOYEE_KEYS, P>
  /** Values by `param1`, `param2` … in the order in which the provider's template counts them. */
  sms?: TemplateUse<typeof SMS_KEYS, P>
  voice?: TemplateUse<typeof VOICE_KEYS, P>
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
