import type { SubscribeTemplate } from '../../contract/messages'
import type { Deps } from '../../kernel/context'
import type { Executor } from '../../kernel/database/open'
import { type ReachAnswer, reachAnswer } from './channels'
import { countReach, reachOfPeople } from './reach/store'

/** Whether a message may be paid for, by channel. */
export interface Paid {
  sms: boolean
  voice: boolean
}

interface Estimated {
  template: SubscribeTemplate
  paid: Paid
}

type Switches = Pick<Deps, 'sms' | 'voice'>

const usesOf = (deps: Switches, { paid }: Estimated) => ({
  subscribe: true,
  employee: false,
  sms: paid.sms && deps.sms !== null,
  voice: paid.voice && deps.voice !== null,
})

/** By which channel a normal message would reach each person now, or why by none. */
export async function reachOf(
  deps: Switches,
  db: Executor,
  personIds: readonly string[],
  message: Estimated,
): Promise<Map<string, ReachAnswer>> {
  const uses = usesOf(deps, message)
  const asked = { template: message.template, isPaid: uses.sms || uses.voice }
  const people = await reachOfPeople(db, personIds, asked)
  return new Map(people.map((reach) => [reach.personId, reachAnswer(reach, uses)]))
}

/** How many people by each answer: the live estimate before sending, for as many as an audience may have. */
export async function estimateReach(
  deps: Switches,
  db: Executor,
  personIds: readonly string[],
  message: Estimated,
): Promise<Partial<Record<ReachAnswer, number>>> {
  const uses = usesOf(deps, message)
  const groups = await countReach(db, personIds, { template: message.template, isPaid: uses.sms || uses.voice })
  const estimate: Partial<Record<ReachAnswer, number>> = {}
  for (const { people, ...reach } of groups) {
    const answer = reachAnswer(reach, uses)
    estimate[answer] = (estimate[answer] ?? 0) + people
  }
  return estimate
}
