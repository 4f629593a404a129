import type { OrderEvent } from '../../../contract/events'
import type { OrderAction } from '../../../contract/orders'

/** Who hears of a move, besides their screens. */
export type Audience = 'requester' | 'holder' | 'formerHolder' | 'pool' | 'supervisors'

export type AppealMessage =
  | 'appeal.waiting'
  | 'appeal.assigned'
  | 'appeal.accepted'
  | 'appeal.undone'
  | 'appeal.progress'
  | 'appeal.resolved'
  | 'appeal.closed'
  | 'appeal.reopened'
  | 'appeal.urged'
  | 'appeal.supplemented'
  | 'appeal.withdrawn'
  | 'appeal.declined'
  | 'appeal.contested'
  | 'appeal.reinstated'
  | 'appeal.upheld'
  | 'appeal.handedBack'

export interface Telling {
  message: AppealMessage
  audience: Audience
}

const tell = (message: AppealMessage, ...audiences: Audience[]): Telling[] =>
  audiences.map((audience) => ({ message, audience }))

const TELLINGS: Record<OrderAction, Telling[]> = {
  submit: tell('appeal.waiting', 'pool'),
  accept: tell('appeal.accepted', 'requester'),
  undoAccept: [...tell('appeal.waiting', 'pool'), ...tell('appeal.undone', 'requester')],
  handBack: [...tell('appeal.waiting', 'pool'), ...tell('appeal.handedBack', 'requester')],
  reassign: [...tell('appeal.assigned', 'holder'), ...tell('appeal.accepted', 'requester')],
  step: tell('appeal.progress', 'requester'),
  resolve: tell('appeal.resolved', 'requester'),
  confirm: tell('appeal.closed', 'holder'),
  reopen: [...tell('appeal.reopened', 'holder'), ...tell('appeal.waiting', 'pool')],
  withdraw: tell('appeal.withdrawn', 'formerHolder'),
  urge: tell('appeal.urged', 'holder', 'pool'),
  supplement: tell('appeal.supplemented', 'holder'),
  decline: [...tell('appeal.declined', 'requester'), ...tell('appeal.withdrawn', 'formerHolder')],
  contest: tell('appeal.contested', 'supervisors'),
  reinstate: [...tell('appeal.reinstated', 'requester'), ...tell('appeal.waiting', 'pool')],
  uphold: tell('appeal.upheld', 'requester'),
}

/** The pool hears of an urging or a reopening only while nobody holds the order. */
const WHILE_UNHELD: readonly OrderAction[] = ['urge', 'reopen']

/** What to tell whom. */
export function tellingsFor({ action, holderId }: Pick<OrderEvent, 'action' | 'holderId'>): Telling[] {
  return TELLINGS[action].filter(({ audience }) => !(audience === 'pool' && holderId && WHILE_UNHELD.includes(action)))
}
