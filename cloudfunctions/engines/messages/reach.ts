import type { SubscribeTemplate } from '../../contract/messages'
import type { Deps } from '../../kernel/context'
import type { Executor } from '../../kernel/database/open'
import { type ReachAnswer, reachAnswer } from './channels'
import { reachOfPeople } from './reach/store'

/** Whether a message may be paid for, by channel. */
export interface Paid {
  sms: boolean
  voice: boolean
}

/**
 * By which channel a normal message would reach each person now, or why by none: the live estimate before sending.
 * Set-based, for as many people as an audience may have.
 */
export async function reachOf(
  deps: Pick<Deps, 'sms' | 'voice'>,
  db: Executor,
  personIds: readonly string[],
  message: { template: SubscribeTemplate; paid: Paid },
): Promise<Map<string, ReachAnswer>> {
  const { template, paid } = message
  const uses = {
    subscribe: true,
    employee: false,
    sms: paid.sms && deps.sms !== null,
    voice: paid.voice && deps.voice !== null,
  }
  const people = await reachOfPeople(db, personIds, { template, isPaid: uses.sms || uses.voice })
  return new Map(people.map((reach) => [reach.personId, reachAnswer(reach, uses)]))
}
