import type { OrderEvent } from '../../../contract/events'
import type { OrderAction, OrderState } from '../../../contract/orders'
import { readClass } from '../../../engines/orders/class-detail'
import type { Rung } from '../../../engines/orders/ladder'

/** Who hears of a move, besides their screens. */
export type Audience =
  | 'requester'
  | 'holder'
  | 'formerHolder'
  | 'pool'
  | 'secretary'
  | 'subdistrict'
  | 'county'
  /** Above the community, and not who whistled: whoever decides on an objection. */
  | 'decider'
  /** The department that is to come or has come. */
  | 'department'
  /** The one that was in charge until this move. */
  | 'formerDepartment'
  /** The one that the move names. */
  | 'namedDepartment'
  /** Departments that were called in to help. */
  | 'helpers'
  /** Who said "me too". */
  | 'followers'

export type AppealMessage =
  | 'appeal.waiting'
  | 'appeal.emergency'
  | 'appeal.assigned'
  | 'appeal.accepted'
  | 'appeal.undone'
  | 'appeal.progress'
  | 'appeal.paused'
  | 'appeal.extended'
  | 'appeal.lengthened'
  | 'appeal.reclassified'
  | 'appeal.recast'
  | 'appeal.resolved'
  | 'appeal.closed'
  | 'appeal.lapsed'
  | 'appeal.unanswered'
  | 'appeal.unfixed'
  | 'appeal.reopened'
  | 'appeal.urged'
  | 'appeal.supplemented'
  | 'appeal.withdrawn'
  | 'appeal.declined'
  | 'appeal.contested'
  | 'appeal.reinstated'
  | 'appeal.upheld'
  | 'appeal.handedBack'
  | 'appeal.supervised'
  | 'appeal.unaccepted'
  | 'appeal.nearDue'
  | 'appeal.overdue'
  | 'appeal.reportLate'
  | 'appeal.whistled'
  | 'appeal.departmentCalled'
  | 'appeal.reportedIn'
  | 'appeal.objected'
  | 'appeal.insisted'
  | 'appeal.released'
  | 'appeal.calledIn'
  | 'appeal.helped'
  | 'appeal.merged'
  | 'appeal.split'
  | 'appeal.followed'

export interface Telling {
  message: AppealMessage
  audience: Audience
}

const tell = (message: AppealMessage, ...audiences: Audience[]): Telling[] =>
  audiences.map((audience) => ({ message, audience }))

const AGAIN = [...tell('appeal.reopened', 'holder'), ...tell('appeal.waiting', 'pool')]

const TELLINGS: Record<Exclude<OrderAction, 'escalate'>, Telling[]> = {
  submit: [...tell('appeal.waiting', 'pool'), ...tell('appeal.emergency', 'secretary')],
  accept: [...tell('appeal.accepted', 'requester'), ...tell('appeal.followed', 'followers')],
  undoAccept: [...tell('appeal.waiting', 'pool'), ...tell('appeal.undone', 'requester')],
  assign: [...tell('appeal.assigned', 'holder'), ...tell('appeal.accepted', 'requester')],
  handBack: [...tell('appeal.waiting', 'pool'), ...tell('appeal.handedBack', 'requester')],
  reassign: [...tell('appeal.assigned', 'holder'), ...tell('appeal.accepted', 'requester')],
  step: [
    ...tell('appeal.progress', 'requester'),
    ...tell('appeal.helped', 'holder'),
    ...tell('appeal.followed', 'followers'),
  ],
  reclassify: [
    ...tell('appeal.reclassified', 'requester'),
    ...tell('appeal.recast', 'holder', 'department'),
    ...tell('appeal.waiting', 'pool'),
    ...tell('appeal.emergency', 'secretary'),
  ],
  pause: tell('appeal.paused', 'requester'),
  resume: tell('appeal.progress', 'requester'),
  extend: [...tell('appeal.extended', 'requester'), ...tell('appeal.lengthened', 'secretary')],
  resolve: [...tell('appeal.resolved', 'requester'), ...tell('appeal.followed', 'followers')],
  confirm: [...tell('appeal.closed', 'holder'), ...tell('appeal.followed', 'followers')],
  lapse: [
    ...tell('appeal.lapsed', 'requester'),
    ...tell('appeal.unanswered', 'holder'),
    ...tell('appeal.followed', 'followers'),
  ],
  rate: AGAIN,
  callBack: AGAIN,
  reopen: AGAIN,
  withdraw: [
    ...tell('appeal.withdrawn', 'formerHolder', 'department', 'helpers'),
    ...tell('appeal.followed', 'followers'),
  ],
  urge: tell('appeal.urged', 'holder', 'pool', 'department', 'decider', 'secretary'),
  supplement: tell('appeal.supplemented', 'holder', 'department', 'decider', 'secretary'),
  supervise: tell('appeal.supervised', 'holder', 'pool', 'department', 'decider', 'secretary'),
  decline: [
    ...tell('appeal.declined', 'requester'),
    ...tell('appeal.withdrawn', 'formerHolder', 'helpers'),
    ...tell('appeal.followed', 'followers'),
  ],
  closeUnfixed: [
    ...tell('appeal.unfixed', 'requester'),
    ...tell('appeal.withdrawn', 'formerHolder', 'helpers'),
    ...tell('appeal.followed', 'followers'),
  ],
  contest: tell('appeal.contested', 'secretary'),
  reinstate: [...tell('appeal.reinstated', 'requester'), ...tell('appeal.waiting', 'pool')],
  uphold: tell('appeal.upheld', 'requester'),
  whistle: [
    ...tell('appeal.whistled', 'department'),
    ...tell('appeal.departmentCalled', 'requester'),
    ...tell('appeal.withdrawn', 'formerHolder', 'formerDepartment'),
  ],
  reportIn: [...tell('appeal.accepted', 'requester'), ...tell('appeal.reportedIn', 'secretary')],
  object: tell('appeal.objected', 'decider'),
  insist: tell('appeal.insisted', 'department'),
  release: [...tell('appeal.released', 'secretary', 'formerDepartment'), ...tell('appeal.waiting', 'pool')],
  callIn: tell('appeal.calledIn', 'namedDepartment'),
  joinIn: tell('appeal.reportedIn', 'holder', 'secretary'),
  merge: [...tell('appeal.merged', 'requester'), ...tell('appeal.withdrawn', 'formerHolder', 'helpers')],
  split: [...tell('appeal.split', 'requester'), ...tell('appeal.waiting', 'pool')],
}

/** The pool hears of these only while the order waits for somebody to take it. */
const WHILE_WAITING: readonly OrderAction[] = ['urge', 'reopen', 'rate', 'callBack', 'supervise', 'reclassify']
/** What is rung at once when the matter turns out to be one. */
const OF_EMERGENCIES: readonly AppealMessage[] = ['appeal.waiting', 'appeal.emergency']
/** A rating or a call back tells of nothing where nothing begins anew. */
const WHILE_REOPENED: readonly OrderAction[] = ['rate', 'callBack']

/** What the requester says while nobody holds it and somebody has to decide. */
const FOR_DECIDERS: readonly OrderAction[] = ['urge', 'supplement']

const RUNG_MESSAGES: Record<string, AppealMessage> = {
  unaccepted: 'appeal.unaccepted',
  reportLate: 'appeal.reportLate',
  yellow: 'appeal.nearDue',
  red: 'appeal.overdue',
  redder: 'appeal.overdue',
}

/** What to tell whom. `ladder`: of the kind, for what the timer did. The secretary is rung with the pool in an emergency. */
export function tellingsFor(
  { action, toState, detail }: Pick<OrderEvent, 'action' | 'toState' | 'detail'>,
  { ladder, isEmergency }: { ladder: readonly Rung[]; isEmergency: boolean },
): Telling[] {
  if (action === 'escalate') {
    const rung = ladder.find(({ name }) => name === detail)
    const message = RUNG_MESSAGES[detail ?? '']
    return rung && message ? tell(message, ...rung.tells) : []
  }
  if (WHILE_REOPENED.includes(action) && toState === 'closed') return []
  const isRaised = isEmergency && readClass(detail ?? '').urgency === 'emergency'
  return TELLINGS[action].filter(({ audience, message }) => {
    if (action === 'reclassify' && OF_EMERGENCIES.includes(message) && !isRaised) return false
    if (message === 'appeal.emergency' && !isEmergency) return false
    return isConcerned(audience, action, toState)
  })
}

/** While a department's objection is open, those who decide on it hear in its place. */
function isConcerned(audience: Audience, action: OrderAction, toState: OrderState): boolean {
  if (audience === 'pool') return toState === 'waiting' || !WHILE_WAITING.includes(action)
  if (audience === 'decider') return toState === 'objected'
  if (audience === 'secretary' && FOR_DECIDERS.includes(action)) return toState === 'contested'
  return audience !== 'department' || toState !== 'objected'
}
