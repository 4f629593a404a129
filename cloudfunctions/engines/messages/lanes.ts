import type { Channel } from '../../contract/messages'

/** WeChat refuses two sends to one person at once; a phone that waits an hour must not hold WeChat back. */
export const laneOf = (channel: Channel, personId: string): string =>
  `${channel === 'sms' || channel === 'voice' ? 'phone' : 'person'}:${personId}`
