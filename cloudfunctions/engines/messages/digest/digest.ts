import { DIGEST_HOUR, MESSAGE_TOPICS, type MessageTopic } from '../../../contract/messages'
import type { Deps } from '../../../kernel/context'
import type { Tx } from '../../../kernel/database/open'
import { clockText } from '../clock-text'
import { DIGEST_KIND, type MessageKind } from '../kind'
import { shanghaiDay, shanghaiHour } from '../quiet-hours'
import { send } from '../send'
import { type Gathered, gather, isMine, markDigestsRead } from './store'

const PEOPLE_AT_ONCE = 500
/** What lay unread longer is not brought up again. */
const LOOKS_BACK_MS = 7 * 86_400_000

interface DigestParams {
  count: number
  topics: MessageTopic[]
  /** As WeChat's time keys want it. */
  at: string
}

const labelsOf = ({ topics }: DigestParams) => topics.map((topic) => MESSAGE_TOPICS[topic].label).join('、')

/** Of a topic that it holds, so that no muted one silences it. */
const digestOf = (topic: MessageTopic): MessageKind<DigestParams> => ({
  name: DIGEST_KIND,
  topic,
  urgency: 'normal',
  title: ({ count }) => `有 ${count} 条不急的消息`,
  body: labelsOf,
  link: () => '/pages/messages/messages',
  subscribe: {
    template: 'digest',
    data: (params) => ({ number1: String(params.count), thing2: labelsOf(params), time3: params.at }),
  },
})

/**
 * From 18:00 in Shanghai on: one reminder of all unread messages of low urgency, once per person and day. The key of
 * the message holds that in the database, whoever sends it and however often. Answers how many were reminded by this look.
 */
export function createDigests(deps: Deps): () => Promise<number> {
  /** Nothing more can come for this day: what was written after the hour waits for the next. */
  let doneDay = ''
  return async () => {
    const now = deps.clock.now()
    const day = shanghaiDay(now)
    if (day === doneDay || now < shanghaiHour(now, DIGEST_HOUR)) return 0
    for (let reminded = 0; ; ) {
      const people = await deps.db.transaction((tx) => remind(deps, tx, now))
      if (people === null) return reminded
      reminded += people
      if (people < PEOPLE_AT_ONCE) {
        doneDay = day
        return reminded
      }
    }
  }
}

/** Null: another process is at it. */
async function remind(deps: Deps, tx: Tx, now: Date): Promise<number | null> {
  if (!(await isMine(tx))) return null
  const until = shanghaiHour(now, DIGEST_HOUR)
  const dedupeKey = `${DIGEST_KIND}.${shanghaiDay(now)}`
  const after = new Date(until.getTime() - LOOKS_BACK_MS)
  const found = await gather(tx, { kind: DIGEST_KIND, dedupeKey, after, until, now, limit: PEOPLE_AT_ONCE })
  for (const alike of groupsOf(found)) {
    const { count, topics } = alike[0]!
    const to = alike.map(({ personId }) => personId)
    const params = { count, topics, at: clockText(now) }
    await send(deps, tx, { kind: digestOf(topics[0]!), to, params, subjectId: null, dedupeKey })
  }
  await markDigestsRead(
    tx,
    found.map(({ personId }) => personId),
    dedupeKey,
    now,
  )
  return found.length
}

/** Those who read the same words. */
function groupsOf(found: Gathered[]): Gathered[][] {
  const groups = new Map<string, Gathered[]>()
  for (const person of found) {
    const words = `${person.count} ${person.topics.join()}`
    groups.set(words, [...(groups.get(words) ?? []), person])
  }
  return [...groups.values()]
}
