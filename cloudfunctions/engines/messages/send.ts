import type { Channel } from '../../contract/messages'
import { type NewChange, signal } from '../../kernel/changes/store'
import type { Deps } from '../../kernel/context'
import type { Tx } from '../../kernel/database/open'
import { enqueue } from '../../kernel/outbox/store'
import { fitValue } from '../../kernel/wechat/template-limits'
import { planChannels, type Reach, type Uses } from './channels'
import { type ChannelUse, insertDeliveries, type NewDelivery } from './deliveries/store'
import type { MessageKind } from './kind'
import { laneOf } from './lanes'
import { insertPaid } from './paid/store'
import { fitParams } from './phone-params'
import { PUSH } from './push'
import { ringsAt } from './quiet-hours'
import type { Paid } from './reach'
import { reachOfPeople } from './reach/store'
import { choicesOf } from './settings/store'
import { insertInbox, unreadOf } from './store'

interface Message<P> {
  kind: MessageKind<P>
  /** Person ids; a repeated one counts once. */
  to: readonly string[]
  params: P
  /** The record it is about. */
  subjectId: string | null
  /** One message per person and key: an event's id, or what makes this message the same one. */
  dedupeKey: string
  /**
   * The community where each of them lives, null for none: with very many readers their screens are told there, once, and
   * one by one only where somebody lives in none.
   */
  livesIn?: ReadonlyMap<string, string | null>
  /** Which channels that cost money may be taken where none that is free reaches; an alarm takes them in any case. */
  paid?: Paid
  /** The place in whose spending they count; all but an alarm needs it. */
  payer?: string
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
  const fresh = await write(deps, tx, message, people)
  await push(deps, tx, message, fresh)
  return fresh.length
}

/**
 * The first half of `send` for a crowd: everybody's inbox has it at once, and `pushWritten` follows. To no more than 2,000
 * people at once.
 */
export async function writeInbox<P>(deps: Deps, tx: Tx, message: Message<P>): Promise<void> {
  await write(deps, tx, message, [...message.to].sort())
}

/** The second half: deliveries for those of `to` whose inbox has it and who have not read it meanwhile. Once for each person. */
export async function pushWritten<P>(deps: Deps, tx: Tx, message: Message<P>): Promise<void> {
  await push(deps, tx, message, await unreadOf(tx, message.to, message.dedupeKey))
}

interface Written {
  id: string
  personId: string
}

/** Answers to whom it is new. */
async function write<P>(deps: Deps, tx: Tx, message: Message<P>, people: readonly string[]): Promise<Written[]> {
  const shared = presentMessage(message, deps.clock.now())
  const fresh = await insertInbox(
    tx,
    shared,
    people.map((personId) => ({ id: deps.newId(), personId })),
  )
  await signal(deps, tx, signalsOf(message, fresh))
  return fresh
}

function signalsOf<P>({ livesIn }: Message<P>, fresh: readonly Written[]): NewChange[] {
  const one = ({ id, personId }: Written): NewChange => ({ topic: 'messages', subjectId: id, to: { personId } })
  if (!livesIn || fresh.length < TOLD_BY_COMMUNITY) return fresh.map(one)
  const communityOf = ({ personId }: Written) => livesIn.get(personId) ?? null
  const communities = [...new Set(fresh.map(communityOf))].filter((id): id is string => id !== null)
  return [
    ...communities.map((residentsOf): NewChange => ({ topic: 'messages', subjectId: null, to: { residentsOf } })),
    ...fresh.filter((reader) => communityOf(reader) === null).map(one),
  ]
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

/** Writes the deliveries of new messages, and what the outbox is to carry out for them. */
async function push<P>(deps: Deps, tx: Tx, message: Message<P>, written: readonly Written[]): Promise<void> {
  if (written.length === 0) return
  const messageIds = new Map(written.map(({ personId, id }) => [personId, id]))
  const now = deps.clock.now()
  const { kind, payer = null } = message
  // What is not urgent is gathered: see `digest/digest.ts`.
  if (kind.urgency === 'low') return
  const choices = await choicesOf(tx, [...messageIds.keys()], kind, now)
  const rung = [...messageIds.keys()].filter((personId) => !choices.get(personId)?.isSilenced)
  const uses = usesOf(deps, message)
  const template = kind.subscribe?.template ?? null
  const reach = await reachOfPeople(tx, rung, { template, isPaid: uses.sms || uses.voice })
  const planned = planDeliveries(message, uses, reach).map(({ afterSeconds, ...plan }) => ({
    delivery: { ...plan, id: deps.newId(), messageId: messageIds.get(plan.personId)! },
    notBefore: new Date(
      ringsAt(now, kind.urgency, choices.get(plan.personId)?.quietHours).getTime() + afterSeconds * 1000,
    ),
  }))
  await insertDeliveries(
    tx,
    planned.map(({ delivery }) => delivery),
    now,
  )
  await insertPaid(
    tx,
    planned.flatMap(({ delivery: { id, personId, use } }) =>
      use.channel === 'sms' || use.channel === 'voice'
        ? [{ deliveryId: id, personId, payerId: payer, costFen: deps[use.channel]!.priceFen }]
        : [],
    ),
  )
  await enqueue(
    deps,
    tx,
    planned.map(({ delivery: { id, personId, use }, notBefore }) => ({
      kind: PUSH,
      payload: { deliveryId: id, personId, channel: use.channel },
      lane: laneOf(use.channel, personId),
      isAlarm: kind.urgency === 'alarm',
      notBefore,
    })),
  )
}

/** For which channels the message has a template, of those that are set up and may be paid for. */
function usesOf<P>(deps: Deps, { kind, paid, payer }: Message<P>): Uses {
  const isAlarm = kind.urgency === 'alarm'
  if (!isAlarm && (paid?.sms || paid?.voice) && !payer)
    throw new TypeError('a message that costs money needs its payer')
  const isAllowed = (channel: 'sms' | 'voice') =>
    kind[channel] !== undefined && deps[channel] !== null && (isAlarm || paid?.[channel] === true)
  return {
    employee: kind.employee !== undefined,
    subscribe: kind.subscribe !== undefined,
    sms: isAllowed('sms'),
    voice: isAllowed('voice'),
  }
}

type Plan = Pick<NewDelivery, 'personId' | 'use'> & { afterSeconds: number }

/** Each person's channels, with the values made to fit once for all. */
function planDeliveries<P>({ kind, params }: Message<P>, uses: Uses, reach: Reach[]): Plan[] {
  const use = (channel: Channel, of: Use<P> | undefined, fitting: Fitting): ChannelUse | undefined =>
    of && { channel, template: of.template, data: fitting(of.data(params)), isAlarm: kind.urgency === 'alarm' }
  const fitted = {
    employee: use('employee', kind.employee, fit),
    subscribe: use('subscribe', kind.subscribe, fit),
    sms: use('sms', kind.sms, fitParams),
    voice: use('voice', kind.voice, fitParams),
  }
  return reach.flatMap(({ personId, ...one }) =>
    planChannels(kind.urgency, { personId, ...one }, uses).map(({ channel, afterSeconds }) => ({
      personId,
      afterSeconds,
      use: fitted[channel]!,
    })),
  )
}

type Values = Record<string, string>
type Fitting = (values: Values) => Values

/** A kind's use of any channel. */
interface Use<P> {
  template: string
  data(params: P): Values
}

const fit = (data: Values): Values =>
  Object.fromEntries(Object.entries(data).map(([key, value]) => [key, fitValue(key, value)]))
