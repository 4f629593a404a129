import { ORDER_ACTIONS, type OrderAction, type OrderState } from '../../cloudfunctions/contract/orders'

export type Moving = Exclude<OrderAction, 'submit'>
export const ACTIONS = ORDER_ACTIONS.filter((action): action is Moving => action !== 'submit')

/** What each state allows and where it leads, written down apart from the engine. `same` stays. */
const MOVES: Record<OrderState, Partial<Record<Moving, OrderState | 'same'>>> = {
  waiting: { accept: 'accepted', withdraw: 'withdrawn', urge: 'same', supplement: 'same', decline: 'declined' },
  accepted: {
    undoAccept: 'waiting',
    handBack: 'waiting',
    reassign: 'accepted',
    step: 'handling',
    resolve: 'resolved',
    withdraw: 'withdrawn',
    urge: 'same',
    supplement: 'same',
    decline: 'declined',
  },
  handling: {
    handBack: 'waiting',
    reassign: 'accepted',
    step: 'same',
    resolve: 'resolved',
    withdraw: 'withdrawn',
    urge: 'same',
    supplement: 'same',
    decline: 'declined',
  },
  reopened: {
    handBack: 'waiting',
    reassign: 'accepted',
    step: 'handling',
    resolve: 'resolved',
    withdraw: 'withdrawn',
    urge: 'same',
    supplement: 'same',
    decline: 'declined',
  },
  resolved: { confirm: 'closed', reopen: 'reopened', supplement: 'same' },
  closed: { reopen: 'reopened' },
  withdrawn: {},
  declined: { contest: 'contested' },
  contested: { withdraw: 'withdrawn', urge: 'same', supplement: 'same', reinstate: 'waiting', uphold: 'declined' },
}

const HELD: OrderState[] = ['accepted', 'handling', 'reopened']
/** Cast by what they are to an order of `resident` in the first grid. */
const REQUESTER = 'resident'
const POOL = ['worker', 'courier']
const ABOVE = ['secretary', 'subdistrict', 'county']
/** May be passed an order of the community though their grid is another. */
const COLLEAGUES = [...POOL, 'worker2']
export const ACTORS = [REQUESTER, ...COLLEAGUES, 'secretary', 'subdistrict', 'county', 'secretary2', 'neighbour']
export const TARGETS = COLLEAGUES

const BY_REQUESTER: Moving[] = ['confirm', 'reopen', 'withdraw', 'urge', 'supplement', 'contest']
const BY_ABOVE: Moving[] = ['decline', 'reinstate', 'uphold']
/** Named in the router as for staff or for those above, so that others are refused before the order is looked for. */
const isGated = (action: Moving, actor: string) =>
  BY_ABOVE.includes(action)
    ? ![...ABOVE, 'secretary2'].includes(actor)
    : !BY_REQUESTER.includes(action) && ['resident', 'neighbour'].includes(actor)

export interface Try {
  actor: string
  action: Moving
  target: string
  /** Seconds that pass before it. */
  wait: number
}

/** What an order must be after each try, told without a look at the engine or the database. */
export class OrderModel {
  state: OrderState = 'waiting'
  holder: string | null = null
  moves = 1
  /** Everyone who ever held it. */
  readonly holders = new Set<string>()
  /** When the holder took it themselves; null when a colleague passed it on. */
  private tookAt: number | null = null
  private urgedAt: number | null = null
  private contests = 0
  private now = 0

  /** `ok`, or the code of the refusal. Words always come with it; days that end reopening do not pass here. */
  expect({ actor, action, target, wait }: Try): string {
    this.now += wait
    if (isGated(action, actor)) return 'access.forbidden'
    const isSeen = [REQUESTER, ...POOL, ...ABOVE].includes(actor) || this.holders.has(actor)
    if (action === 'reassign') {
      if (actor !== this.holder && !ABOVE.includes(actor)) return 'record.not_found'
      if (target === this.holder) return 'order.cannot_be_reassigned_to'
    }
    if (!isSeen) return 'record.not_found'
    if (action === 'accept' && actor === this.holder && HELD.includes(this.state)) return 'ok'
    if (!this.isTheirs(actor, action)) return 'access.forbidden'
    const to = MOVES[this.state][action]
    if (!to)
      return action === 'accept' && HELD.includes(this.state) ? 'order.already_accepted' : 'order.not_in_this_state'
    const refusal = this.refusalOf(action)
    if (refusal) return refusal
    this.moveOn(actor, action, target, to === 'same' ? this.state : to)
    return 'ok'
  }

  /** Tries that would succeed after the same wait; the one that ends it all only late in an order's life. */
  promising({ target, wait }: Pick<Try, 'target' | 'wait'>): Try[] {
    const all = ACTORS.flatMap((actor) => ACTIONS.map((action) => ({ actor, action, target, wait })))
    const copy = () => Object.assign(new OrderModel(), this, { holders: new Set(this.holders) }) as OrderModel
    return all.filter((one) => (one.action !== 'withdraw' || this.moves > 15) && copy().expect(one) === 'ok')
  }

  private isTheirs(actor: string, action: Moving): boolean {
    if (BY_REQUESTER.includes(action)) return actor === REQUESTER
    if (BY_ABOVE.includes(action)) return ABOVE.includes(actor)
    if (action === 'accept') return POOL.includes(actor)
    return actor === this.holder || (action === 'reassign' && ABOVE.includes(actor))
  }

  private refusalOf(action: Moving): string | null {
    if (action === 'undoAccept' && (this.tookAt === null || this.now - this.tookAt > 10)) return 'order.undo_too_late'
    if (action === 'urge' && this.urgedAt !== null && this.now - this.urgedAt < 1800) return 'order.urged_recently'
    return action === 'contest' && this.contests > 0 ? 'order.contested_before' : null
  }

  private moveOn(actor: string, action: Moving, target: string, to: OrderState): void {
    if (action === 'urge') this.urgedAt = this.now
    if (action === 'contest') this.contests++
    if (action === 'accept' || action === 'reassign') {
      this.holder = action === 'accept' ? actor : target
      this.holders.add(this.holder)
      this.tookAt = action === 'accept' ? this.now : null
    } else if (['waiting', 'withdrawn', 'declined', 'contested'].includes(to)) this.holder = null
    this.state = to
    this.moves++
  }
}
