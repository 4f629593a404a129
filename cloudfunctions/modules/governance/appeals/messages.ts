import { REOPEN_DAYS } from '../../../contract/orders'
import type { MessageKind } from '../../../engines/messages/kind'
import type { AppealMessage } from './rules'

/** The button of those that ask something of their reader. */
const ASKS: Partial<Record<AppealMessage, string>> = {
  'appeal.waiting': '去接单',
  'appeal.emergency': '去过问',
  'appeal.assigned': '看是什么事',
  'appeal.reopened': '看新补的情况',
  'appeal.urged': '回一句进展',
  'appeal.contested': '去复核',
  'appeal.supervised': '去写进展',
  'appeal.unaccepted': '去派单',
  'appeal.nearDue': '去办这件',
  'appeal.overdue': '去过问',
  'appeal.reportLate': '去过问',
  'appeal.whistled': '去报到',
  'appeal.objected': '去裁定',
  'appeal.insisted': '去报到',
  'appeal.calledIn': '看怎么一起办',
  'appeal.resolved': '看办得怎样，去确认',
}

/** No personal datum: a category, a place above home level, a number to quote. */
export interface AppealParams {
  orderId: string
  code: string
  category: string
  place: string
  urgency: string
  /** As WeChat's time keys want it: 2026-11-23 14:05. */
  at: string
  /** A refusal may still be looked at once more. */
  mayContest: boolean
  /** What has become of it, in a word. */
  state: string
  /** What has become of it, in a word for who said "me too". */
  stateToFollowers: string
  /** When it is due, as it is read: 12月9日 17:30. */
  dueAt: string
  /** When a resolved one closes by itself. */
  closesAt: string | null
  /** Why it stands still, in the words of the list; empty otherwise. */
  pauseReason: string
}

const residentLink = ({ orderId }: AppealParams) => `/modules/governance/appeals/detail?id=${orderId}`
const workerLink = ({ orderId }: AppealParams) => `/modules/worker/desk/order?id=${orderId}`

const toResident = (
  name: AppealMessage,
  phrase: string,
  title: string,
  next: string | ((params: AppealParams) => string),
): MessageKind<AppealParams> => ({
  name,
  topic: 'appeals',
  urgency: 'normal',
  title: () => title,
  body: (params) => `${params.category}诉求（编号 ${params.code}）${typeof next === 'string' ? next : next(params)}`,
  link: residentLink,
  asks: ASKS[name],
  subscribe: {
    template: 'appealProgress',
    data: ({ code, category, at }) => ({
      character_string1: code,
      phrase2: phrase,
      thing3: category,
      time4: at,
      thing5: title,
    }),
  },
})

const toStaff = (
  name: AppealMessage,
  title: string,
  body: (params: AppealParams) => string,
): MessageKind<AppealParams> => ({
  name,
  topic: 'work',
  urgency: 'normal',
  title: () => title,
  body,
  link: workerLink,
  asks: ASKS[name],
})

const WAITING_FOR_STAFF: MessageKind<AppealParams>['employee'] = {
  template: 'orderWaiting',
  data: ({ category, place, at, urgency }) => ({ thing1: category, thing2: place, time3: at, phrase4: urgency }),
}

/** What appeals say, to whom it concerns. */
export const appealMessages: MessageKind<AppealParams>[] = [
  {
    ...toStaff('appeal.waiting', '有新诉求等人接', ({ category, place }) => `${category}，${place}，点开就能接单`),
    employee: WAITING_FOR_STAFF,
  },
  {
    ...toStaff(
      'appeal.emergency',
      '紧急诉求，请马上过问',
      ({ category, place, state }) => `${category}，${place}，${state}`,
    ),
    employee: WAITING_FOR_STAFF,
  },
  toStaff('appeal.assigned', '有一件诉求派给您', ({ category, place }) => `${category}，${place}，点开看是什么事`),
  toStaff(
    'appeal.unanswered',
    '到期没有回音，已结案',
    ({ category, code }) => `${category}诉求（编号 ${code}）居民没有回音，自动结案，${REOPEN_DAYS} 天内还能请您重新办`,
  ),
  toStaff(
    'appeal.lengthened',
    '有诉求延长了期限',
    ({ category, code, dueAt }) => `${category}诉求（编号 ${code}）新的期限是 ${dueAt}，原因点开看`,
  ),
  toStaff(
    'appeal.recast',
    '诉求改了类别',
    ({ category, code, dueAt }) => `编号 ${code} 现在是${category}，期限是 ${dueAt}`,
  ),
  toStaff(
    'appeal.helped',
    '一起办的部门有进展',
    ({ category, code }) => `${category}诉求（编号 ${code}）有新进展，点开看看`,
  ),
  toStaff('appeal.closed', '居民确认办好了', ({ category, code }) => `${category}诉求（编号 ${code}）已结案`),
  toStaff(
    'appeal.reopened',
    '居民说还没办好',
    ({ category, code }) => `${category}诉求（编号 ${code}）要重新办，看看新补的情况`,
  ),
  toStaff('appeal.urged', '居民催了一次', ({ category, place }) => `${category}，${place}，回一句进展让人放心`),
  toStaff(
    'appeal.supplemented',
    '居民补充了情况',
    ({ category, code }) => `${category}诉求（编号 ${code}）有新的说明或照片`,
  ),
  toStaff(
    'appeal.withdrawn',
    '这件诉求不用您办了',
    ({ category, code, state }) => `${category}诉求（编号 ${code}）：${state}`,
  ),
  toStaff(
    'appeal.contested',
    '有居民申请复核',
    ({ category, code }) => `${category}诉求（编号 ${code}），居民不同意处理结果，请复核`,
  ),
  toStaff(
    'appeal.supervised',
    '有一件诉求被督办',
    ({ category, place }) => `${category}，${place}，请尽快办并写明进展`,
  ),
  toStaff(
    'appeal.unaccepted',
    '有诉求还没人接',
    ({ category, place }) => `${category}，${place}，已过接单时间，请派给合适的人`,
  ),
  toStaff(
    'appeal.nearDue',
    '有诉求快到期了',
    ({ category, code, dueAt }) => `${category}诉求（编号 ${code}）${dueAt} 到期，请抓紧`,
  ),
  toStaff(
    'appeal.overdue',
    '有诉求超期了',
    ({ category, code, dueAt }) => `${category}诉求（编号 ${code}）应在 ${dueAt} 前办好，请过问`,
  ),
  toStaff(
    'appeal.reportLate',
    '部门还没有报到',
    ({ category, place }) => `${category}，${place}，已过报到时间，请过问`,
  ),
  {
    ...toStaff('appeal.whistled', '社区吹哨，请来报到', ({ category, place }) => `${category}，${place}，请按时报到`),
    employee: WAITING_FOR_STAFF,
  },
  toStaff('appeal.reportedIn', '部门来报到了', ({ category, code }) => `${category}诉求（编号 ${code}）部门已经报到`),
  toStaff('appeal.objected', '部门对吹哨有异议', ({ category, place }) => `${category}，${place}，请裁定由谁来办`),
  toStaff('appeal.insisted', '裁定由贵部门办', ({ category, place }) => `${category}，${place}，请按时报到`),
  toStaff('appeal.released', '裁定退回社区办', ({ category, code }) => `${category}诉求（编号 ${code}）由社区继续办`),
  toStaff('appeal.calledIn', '请您一起来办', ({ category, place }) => `${category}，${place}，别的部门请您一起到场`),
  toResident('appeal.accepted', '已接单', '诉求有人接了', '有人接手了，点开看是谁在办'),
  toResident('appeal.progress', '处理中', '诉求有新进展', '有新进展，点开看看'),
  toResident('appeal.merged', '处理中', '诉求并到同一件事', '和别人提的是同一件事，并在一起办，有进展告诉您'),
  toResident('appeal.split', '已受理', '诉求单独办理', '拆出来单独办，正在等人接单'),
  {
    ...toResident(
      'appeal.followed',
      '处理中',
      '您关注的事有进展',
      ({ stateToFollowers }) => `您也遇到的这件事：${stateToFollowers}`,
    ),
    link: ({ orderId }) => `/modules/governance/appeals/followed?id=${orderId}`,
  },
  toResident('appeal.paused', '已暂停', '办理暂停了', ({ pauseReason }) => `${pauseReason}，先停下计时，恢复了告诉您`),
  toResident('appeal.extended', '已延期', '办理期限延长了', ({ dueAt }) => `延长一次，新的期限是 ${dueAt}，原因点开看`),
  toResident(
    'appeal.reclassified',
    '已改类别',
    '诉求改了类别',
    ({ dueAt }) => `按这一类重算期限，办好的期限是 ${dueAt}`,
  ),
  toResident('appeal.resolved', '待确认', '办好了，请您确认', ({ closesAt }) =>
    closesAt ? `说已办好，请您确认；${closesAt} 前没有回音就自动结案` : '说已办好，请您确认',
  ),
  toResident('appeal.lapsed', '已结案', '诉求自动结案了', '到期没有您的回音，已经结案；没办好还可以请他们重新办'),
  toResident('appeal.unfixed', '已结案', '诉求结案，没能办成', ({ mayContest }) =>
    mayContest ? '没能办成，点开看原因，可以申请一次复核' : '没能办成，点开看原因，还有疑问可以打 12345',
  ),
  toResident('appeal.departmentCalled', '处理中', '已请部门来办', '已吹哨请部门来办，部门要在规定时间内报到'),
  toResident('appeal.undone', '重新派单', '正在等人接单', '刚才接单的人撤销了，正在等别人接'),
  toResident('appeal.handedBack', '重新派单', '诉求正在重新派单', '换人来办，原因写在办理经过里'),
  toResident('appeal.declined', '不受理', '诉求没有受理', ({ mayContest }) =>
    mayContest ? '没有受理，点开看原因，可以申请一次复核' : '没有受理，点开看原因，还有疑问可以打 12345',
  ),
  toResident('appeal.reinstated', '已受理', '复核后重新受理', '复核后重新受理，正在等人接单'),
  toResident(
    'appeal.upheld',
    '已复核',
    '复核后维持原来的决定',
    ({ state }) => `复核过了，结果还是“${state}”，点开看原因`,
  ),
]
