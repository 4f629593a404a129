import type { OrderEvent } from '../../../../contract/events'
import { HEARD_EMERGENCY, type OrderAction } from '../../../../contract/orders'
import type { Rung } from '../../../../engines/orders/ladder'

/** Who hears of a move, besides their screens. */
export type Audience =
  | 'asker'
  | 'holder'
  | 'formerHolder'
  | 'pool'
  | 'department'
  | 'secretary'
  | 'subdistrict'
  | 'county'

export type VisitMessage =
  | 'visit.asked'
  | 'visit.assigned'
  | 'visit.accepted'
  | 'visit.progress'
  | 'visit.done'
  | 'visit.again'
  | 'visit.pressed'
  | 'visit.refused'
  | 'visit.notNeeded'
  | 'visit.contested'
  | 'visit.waitsLong'
  | 'visit.late'

export interface Telling {
  message: VisitMessage
  audience: Audience
}

const tell = (message: VisitMessage, ...audiences: Audience[]): Telling[] =>
  audiences.map((audience) => ({ message, audience }))

const OFF = [...tell('visit.refused', 'asker'), ...tell('visit.notNeeded', 'formerHolder')]
const PRESSED = tell('visit.pressed', 'holder', 'department')

const TELLINGS: Partial<Record<OrderAction, Telling[]>> = {
  submit: tell('visit.asked', 'pool'),
  undoAccept: tell('visit.asked', 'pool'),
  handBack: [...tell('visit.asked', 'pool'), ...tell('visit.progress', 'asker')],
  reinstate: [...tell('visit.asked', 'pool'), ...tell('visit.progress', 'asker')],
  release: tell('visit.asked', 'pool'),
  accept: tell('visit.accepted', 'asker'),
  assign: [...tell('visit.assigned', 'holder'), ...tell('visit.accepted', 'asker')],
  reassign: [...tell('visit.assigned', 'holder'), ...tell('visit.accepted', 'asker')],
  reportIn: tell('visit.accepted', 'asker'),
  whistle: [...tell('visit.assigned', 'department'), ...tell('visit.notNeeded', 'formerHolder')],
  insist: tell('visit.assigned', 'department'),
  step: tell('visit.progress', 'asker'),
  pause: tell('visit.progress', 'asker'),
  resume: tell('visit.progress', 'asker'),
  extend: tell('visit.progress', 'asker', 'secretary'),
  resolve: tell('visit.done', 'asker'),
  reopen: tell('visit.again', 'holder', 'pool'),
  rate: tell('visit.again', 'holder', 'pool'),
  callBack: tell('visit.again', 'holder', 'pool'),
  urge: [...PRESSED, ...tell('visit.asked', 'pool')],
  supplement: PRESSED,
  supervise: [...PRESSED, ...tell('visit.asked', 'pool')],
  withdraw: tell('visit.notNeeded', 'formerHolder', 'department'),
  decline: OFF,
  closeUnfixed: OFF,
  uphold: tell('visit.refused', 'asker'),
  contest: tell('visit.contested', 'secretary'),
}

/** These say something only where somebody is to go again. */
const IF_AGAIN: readonly OrderAction[] = ['rate', 'callBack']
/** A rung's people beside whom its message names. */
const LATE: Record<string, VisitMessage> = {
  unaccepted: 'visit.waitsLong',
  reportLate: 'visit.waitsLong',
  yellow: 'visit.late',
  red: 'visit.late',
  redder: 'visit.late',
}

/** What to tell whom. `ladder`: of the kind, for what the timer did. */
export function tellingsFor(
  { action, toState, detail }: Pick<OrderEvent, 'action' | 'toState' | 'detail'>,
  ladder: readonly Rung[],
): Telling[] {
  if (action === 'escalate' && detail === HEARD_EMERGENCY)
    return toState === 'waiting' ? tell('visit.asked', 'pool', 'secretary') : PRESSED
  if (action === 'escalate') {
    const rung = ladder.find(({ name }) => name === detail)
    const message = LATE[detail ?? '']
    return rung && message ? tell(message, ...rung.tells) : []
  }
  if (IF_AGAIN.includes(action) && toState === 'closed') return []
  return (TELLINGS[action] ?? []).filter(({ audience }) => audience !== 'pool' || toState === 'waiting')
}
