import type { MessageTopic, MessageUrgency } from '../../contract/messages'
import type { EMPLOYEE_KEYS, SMS_KEYS, SUBSCRIBE_KEYS, TemplateUse, VOICE_KEYS } from './template-keys'

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
  subscribe?: TemplateUse<typeof SUBSCRIBE_KEYS, P>
  employee?: TemplateUse<typeof EMPLOYEE_KEYS, P>
  /** Values by `param1`, `param2` … in the order in which the provider's template counts them. */
  sms?: TemplateUse<typeof SMS_KEYS, P>
  voice?: TemplateUse<typeof VOICE_KEYS, P>
}
