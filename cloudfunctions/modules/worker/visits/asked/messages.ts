import type { MessageKind } from '../../../../engines/messages/kind'
import type { VisitMessage } from './rules'

/** Nothing of whom it is to: why, which building, a number to quote. */
export interface VisitParams {
  orderId: string
  code: string
  /** 居民求助 */
  category: string
  place: string
  urgency: string
  /** As WeChat's time keys want it: 2026-11-23 14:05. */
  at: string
}

/** `asks`: the button, where it asks something of its reader. */
type Words = [title: string, body: (params: VisitParams) => string, asks?: string]

const about = ({ category, code }: VisitParams) => `${category}（编号 ${code}）`
const where = ({ category, place }: VisitParams) => `${category}，${place}`

const TO_STAFF: Partial<Record<VisitMessage, Words>> = {
  'visit.asked': ['有人请您上门', (params) => `${where(params)}，点开就能接单`, '去接单'],
  'visit.assigned': ['有一次走访派给您', (params) => `${where(params)}，点开看要去看谁`, '看要去看谁'],
  'visit.again': ['走访还要再去一次', (params) => `${about(params)}点开看还缺什么`, '看还缺什么'],
  'visit.pressed': ['有人等您上门', (params) => `${where(params)}，回一句什么时候到`, '回一句'],
  'visit.notNeeded': ['这次不用您上门了', about],
  'visit.contested': ['有人申请复核', (params) => `${about(params)}请再看一遍该不该去`, '去复核'],
  'visit.waitsLong': ['请人上门，还没人接', (params) => `${where(params)}，已过接单时间，请派给合适的人`, '去派人'],
  'visit.late': ['走访快到期或已超期', (params) => `${where(params)}，请抓紧或过问`, '去过问'],
}

const TO_ASKER: Partial<Record<VisitMessage, Words>> = {
  'visit.accepted': ['上门的人有了', (params) => `${about(params)}点开看谁来、什么时候`],
  'visit.progress': ['上门的事有新情况', (params) => `${about(params)}点开看看`],
  'visit.done': ['走访过了，请您确认', (params) => `${about(params)}点开看看到了什么`, '去看看，确认'],
  'visit.refused': ['这次没有上门', (params) => `${about(params)}原因写在里面`],
}

const made = (words: Partial<Record<VisitMessage, Words>>, page: string) =>
  (Object.entries(words) as [VisitMessage, Words][]).map(
    ([name, [title, body, asks]]): MessageKind<VisitParams> => ({
      name,
      topic: 'visits',
      urgency: 'normal',
      title: () => title,
      body,
      asks,
      link: ({ orderId }) => `${page}?id=${orderId}`,
    }),
  )

const RINGING: MessageKind<VisitParams>['employee'] = {
  template: 'orderWaiting',
  data: ({ category, place, at, urgency }) => ({ thing1: category, thing2: place, time3: at, phrase4: urgency }),
}

/** What asked visits say, to whom it concerns; who is to go is rung. */
export const visitMessages: MessageKind<VisitParams>[] = [
  ...made(TO_STAFF, '/modules/worker/desk/order').map((kind) =>
    kind.name === 'visit.asked' ? { ...kind, employee: RINGING } : kind,
  ),
  ...made(TO_ASKER, '/modules/governance/appeals/detail'),
]
