import type { Channel } from '../../contract/messages'
import { type NewChange, signal } from '../../kernel/changes/store'
import type { Deps } from '../../kernel/context'
import type { Tx } from '../../kernel/database/open'
import { enqueue } from '../../kernel/outbox/store'
import { fitValue } from '../../kernel/wechat/template-limits'
import { type Account, accountsOf } from '../../registry/people/store'
import { type ChannelUse, insertDeliveries, type NewDelivery } from './deliveries/store'
import type { MessageKind, TemplateUse } from './kind'
import { PUSH } from './push'
import { ringsAt } from './quiet-hours'
import { choicesOf } from './settings/store'
import { insertInbox } from './store'

interface Message<P> {
  kind: MessageKind<P>
  /** Person ids; a repeated one counts once. */
  to: readonly string[]
  params: P
  /** The record it is about. */
  subjectId: string | null
  /** One message per person and key: an event's id, or what makes this message the same one. */
  dedupeKey: string
  /** Communities where its readers live: with very many readers their screens are told there, once, and not one by one. */
  communities?: readonly string[]
}

/** Of one statement's readers: from so many on, screens are told by community. */
const TOLD_BY_COMMUNITY = 500

/** People written per statement: more make it hardly quicker, and their text has to be held at once. */
const AT_ONCE = 2000

/**
 * Writes a message to each person's inbox, and a delivery for every channel that reaches them, pushed after this
 * transaction commits. Answers to how many it is new; those who had it already get nothing.
 */
export async function send<P>(deps: Deps, tx: Tx, message: Message<P>): Promise<number> {
  // One order for everybody, so that two senders to the same people wait for each other instead of deadlocking.
  const people = [...new Set(message.to)].sort()
  let written = 0
  for (let from = 0; from < people.length; from += AT_ONCE)
    written += await sendTo(deps, tx, message, people.slice(from, from + AT_ONCE))
  return written
}

async function sendTo<P>(deps: Deps, tx: Tx, message: Message<P>, people: string[]): Promise<number> {
  const shared = presentMessage(message, deps.clock.now())
  const fresh = await insertInbox(
    tx,
    shared,
    people.map((personId) => ({ id: deps.newId(), personId })),
  )
  if (fresh.length === 0) return 0
  await push(deps, tx, message, new Map(fresh.map((row) => [row.personId, row.id])))
  await signal(deps, tx, signalsOf(message, fresh))
  return fresh.length
}

function signalsOf<P>({ communities }: Message<P>, fresh: { id: string; personId: string }[]): NewChange[] {
  if (communities && fresh.length >= TOLD_BY_COMMUNITY)
    return communities.map((residentsOf) => ({ topic: 'messages', subjectId: null, to: { residentsOf } }))
  return fresh.map(({ id, personId }) => ({ topic: 'messages', subjectId: id, to: { personId } }))
}

const presentMessage = <P>({ kind, params, subjectId, dedupeKey }: Message<P>, createdAt: Date) => ({
  kind: kind.name,
  title: kind.title(params),
  body: kind.body(params),
  link: kind.link(params),
  urgency: kind.urgency,
  topic: kind.topic,
  asks: kind.asks ?? null,
  subjectId,
  dedupeKey,
  createdAt,
})

/** Writes the deliveries of new messages, given by person, and what the outbox is to carry out for them. */
async function push<P>(deps: Deps, tx: Tx, { kind, params }: Message<P>, messageIds: Map<string, string>) {
  const now = deps.clock.now()
  // What is not urgent is gathered: see `digest/digest.ts`.
  if (kind.urgency === 'low') return
  const choices = await choicesOf(tx, [...messageIds.keys()], kind, now)
  const rung = [...messageIds.keys()].filter((personId) => !choices.get(personId)?.isSilenced)
  const accounts = await accountsOf(tx, rung)
  const planned = planDeliveries(kind, params, accounts).map((plan) => ({
    ...plan,
    id: deps.newId(),
    messageId: messageIds.get(plan.personId)!,
  }))
  await insertDeliveries(tx, planned, now)
  await enqueue(
    deps,
    tx,
    planned.map(({ id, personId }) => ({
      kind: PUSH,
      payload: { deliveryId: id, personId },
      lane: `person:${personId}`,
      isAlarm: kind.urgency === 'alarm',
      notBefore: ringsAt(now, kind.urgency, choices.get(personId)?.quietHours),
    })),
  )
}

type Plan = Pick<NewDelivery, 'personId' | 'use'>

/** Which channels reach whom: employee messages those bound as staff, subscribe messages everyone with an account. */
function planDeliveries<P>(kind: MessageKind<P>, params: P, accounts: Account[]): Plan[] {
  const { subscribe, employee } = kind
  const isAlarm = kind.urgency === 'alarm'
  const plans: Plan[] = []
  if (employee) {
    const use = useOf('employee', employee, params, isAlarm)
    for (const { personId, isEmployeeBound } of accounts) if (isEmployeeBound) plans.push({ personId, use })
  }
  if (subscribe) {
    const use = useOf('subscribe', subscribe, params, isAlarm)
    for (const { personId } of accounts) plans.push({ personId, use })
  }
  return plans
}

function useOf<P>(channel: Channel, kind: TemplateUse<string, P>, params: P, isAlarm: boolean): ChannelUse {
  const fitted = Object.entries(kind.data(params)).map(([key, value]) => [key, fitValue(key, value)])
  return { channel, template: kind.template, data: Object.fromEntries(fitted), isAlarm }
}
