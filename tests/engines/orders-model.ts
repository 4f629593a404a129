import { ORDER_ACTIONS, type OrderAction, type OrderState } from '../../cloudfunctions/contract/orders'

/** The timer's own moves, and those between two orders, are tried elsewhere. */
const BY_TIMER = ['lapse', 'escalate', 'merge', 'split'] as const
export type Moving = Exclude<OrderAction, 'submit' | (typeof BY_TIMER)[number]>
export const ACTIONS = ORDER_ACTIONS.filter(
  (action): action is Moving => action !== 'submit' && !(BY_TIMER as readonly string[]).includes(action),
)

type To = OrderState | 'same'
type Moves = Partial<Record<Moving, To>>

const WAITED: Moves = { withdraw: 'withdrawn', urge: 'same', supplement: 'same' }
const ENDABLE: Moves = {
  reclassify: 'same',
  decline: 'declined',
  closeUnfixed: 'unfixed',
  whistle: 'whistled',
  supervise: 'same',
}
const WORKED: Moves = {
  ...WAITED,
  ...ENDABLE,
  handBack: 'waiting',
  reassign: 'accepted',
  step: 'handling',
  pause: 'same',
  resume: 'same',
  extend: 'same',
  resolve: 'resolved',
  callIn: 'same',
  joinIn: 'same',
}

/** What each state allows and where it leads, written down apart from the engine. `same` stays. */
const MOVES: Record<OrderState, Moves> = {
  waiting: { ...WAITED, ...ENDABLE, accept: 'accepted', assign: 'accepted' },
  accepted: { ...WORKED, undoAccept: 'waiting' },
  handling: WORKED,
  reopened: WORKED,
  whistled: {
    ...WAITED,
    reclassify: 'same',
    supervise: 'same',
    reportIn: 'accepted',
    object: 'objected',
    whistle: 'whistled',
    release: 'waiting',
  },
  objected: { ...WAITED, reclassify: 'same', supervise: 'same', insist: 'whistled', release: 'waiting' },
  resolved: { confirm: 'closed', reopen: 'reopened', supplement: 'same' },
  closed: { reopen: 'reopened', rate: 'same', callBack: 'same' },
  withdrawn: {},
  declined: { contest: 'contested' },
  unfixed: { contest: 'contested' },
  merged: {},
  contested: { ...WAITED, reinstate: 'waiting', uphold: 'declined' },
}

const HELD: OrderState[] = ['accepted', 'handling', 'reopened']
const RUNNING: OrderState[] = ['waiting', ...HELD, 'whistled', 'objected']
/** Cast by what they are to an order of `resident` in the first grid. */
const REQUESTER = 'resident'
const POOL = ['worker', 'courier']
const ABOVE = ['secretary', 'subdistrict', 'county']
/** Works for the first of the departments. */
const OFFICER = 'department'
/** May be passed an order of the community though their grid is another. */
const COLLEAGUES = [...POOL, 'worker2']
export const ACTORS = [
  REQUESTER,
  ...COLLEAGUES,
  OFFICER,
  'secretary',
  'subdistrict',
  'county',
  'secretary2',
  'neighbour',
]
export const TARGETS = COLLEAGUES
export const DEPARTMENTS = ['市政养护所', '供电公司'] as const
/** Which department a try names. */
export const departmentOf = ({ target }: Pick<Try, 'target'>) => DEPARTMENTS[target === 'worker' ? 1 : 0]
/** Whether a rating or a call back says that it is not done. */
export const isUnsatisfied = ({ wait }: Pick<Try, 'wait'>) => wait === 11

const BY_REQUESTER: Moving[] = ['confirm', 'reopen', 'withdraw', 'urge', 'supplement', 'contest', 'rate']
const BY_ABOVE: Moving[] = [
  'decline',
  'reinstate',
  'uphold',
  'assign',
  'whistle',
  'supervise',
  'closeUnfixed',
  'callBack',
  'insist',
  'release',
]
/** Named in the router as for staff or for those above, so that others are refused before the order is looked for. */
const OF_DEPARTMENT: Moving[] = ['reportIn', 'object', 'joinIn']
const OF_THIRD: Moving[] = ['insist', 'release']
const isGated = (action: Moving, actor: string) => {
  if (OF_DEPARTMENT.includes(action)) return actor !== OFFICER
  if (OF_THIRD.includes(action)) return !['subdistrict', 'county'].includes(actor)
  return isGatedByRole(action, actor)
}
const isGatedByRole = (action: Moving, actor: string) =>
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
  /** Departments called, and the one that is to come or has come. */
  readonly called = new Set<string>()
  private department: string | null = null
  private readonly helpers = new Set<string>()
  private readonly joined = new Set<string>()
  private whistler: string | null = null
  private hasObjected = false
  private isPaused = false
  private isExtended = false
  private endedAs: OrderState = 'declined'
  private endedAt = -1
  private ratedAt = -2
  /** When the holder took it themselves; null when it was given to them. */
  private tookAt: number | null = null
  private urgedAt: number | null = null
  private contests = 0
  private now = 0

  /** `ok`, or the code of the refusal. Words always come with it; days that end reopening do not pass here. */
  expect(one: Try): string {
    const { actor, action, target, wait } = one
    this.now += wait
    if (isGated(action, actor)) return 'access.forbidden'
    if (action === 'reassign' || action === 'assign') {
      if (!this.isHoldersWork(actor) && !ABOVE.includes(actor)) return 'record.not_found'
      if (target === this.holder || this.isDepartments) return 'order.cannot_be_reassigned_to'
    }
    const isCalled = actor === OFFICER && this.called.has(DEPARTMENTS[0])
    const isSeen = [REQUESTER, ...POOL, ...ABOVE].includes(actor) || this.holders.has(actor) || isCalled
    if (!isSeen) return 'record.not_found'
    if ((action === 'whistle' || action === 'callIn') && this.department === departmentOf(one))
      return 'order.department_called'
    if (action === 'accept' && actor === this.holder && HELD.includes(this.state)) return 'ok'
    if (!this.isTheirs(actor, action)) return 'access.forbidden'
    const to = MOVES[this.state][action]
    if (!to)
      return action === 'accept' && HELD.includes(this.state) ? 'order.already_accepted' : 'order.not_in_this_state'
    const refusal = this.refusalOf(action)
    if (refusal) return refusal
    this.moveOn(one, this.leadsTo(one, to))
    return 'ok'
  }

  /** Tries that would succeed after the same wait; those that end it all only late in an order's life. */
  promising({ target, wait }: Pick<Try, 'target' | 'wait'>): Try[] {
    const all = ACTORS.flatMap((actor) => ACTIONS.map((action) => ({ actor, action, target, wait })))
    const sets = () => ({
      holders: new Set(this.holders),
      called: new Set(this.called),
      joined: new Set(this.joined),
      helpers: new Set(this.helpers),
    })
    const copy = () => Object.assign(Object.create(OrderModel.prototype), this, sets()) as OrderModel
    return all.filter((one) => (one.action !== 'withdraw' || this.moves > 15) && copy().expect(one) === 'ok')
  }

  private get isDepartments(): boolean {
    return this.holder === OFFICER
  }

  private leadsTo({ action, wait }: Try, to: To): OrderState {
    if ((action === 'rate' || action === 'callBack') && isUnsatisfied({ wait })) return 'reopened'
    if (action === 'uphold') return this.endedAs
    return to === 'same' ? this.state : to
  }

  private isHoldersWork(actor: string): boolean {
    return actor === this.holder && (actor !== OFFICER || this.department === DEPARTMENTS[0])
  }

  private isTheirs(actor: string, action: Moving): boolean {
    if (BY_REQUESTER.includes(action)) return actor === REQUESTER
    if (action === 'insist' || action === 'release')
      return ['subdistrict', 'county'].includes(actor) && actor !== this.whistler
    if (BY_ABOVE.includes(action)) return ABOVE.includes(actor)
    if (action === 'accept') return POOL.includes(actor)
    const isOfDepartment = actor === OFFICER && this.department === DEPARTMENTS[0]
    if (action === 'reportIn' || action === 'object') return isOfDepartment
    const isHelper = actor === OFFICER && this.helpers.has(DEPARTMENTS[0]) && !isOfDepartment
    if (action === 'joinIn') return isHelper && !this.joined.has(actor)
    if (action === 'step') return this.isHoldersWork(actor) || (isHelper && this.joined.has(actor))
    if (action === 'handBack') return this.isHoldersWork(actor) && actor !== OFFICER
    const isAlsoAbove = ['reassign', 'resume', 'reclassify', 'callIn'].includes(action)
    return this.isHoldersWork(actor) || (isAlsoAbove && ABOVE.includes(actor))
  }

  private refusalOf(action: Moving): string | null {
    if (action === 'undoAccept' && (this.tookAt === null || this.now - this.tookAt > 10)) return 'order.undo_too_late'
    if (action === 'urge' && this.urgedAt !== null && this.now - this.urgedAt < 1800) return 'order.urged_recently'
    if (action === 'pause' && this.isPaused) return 'order.paused_before'
    if (action === 'resume' && !this.isPaused) return 'order.not_paused'
    if (action === 'extend' && this.isExtended) return 'order.extended_before'
    if (action === 'object' && this.hasObjected) return 'order.objected_before'
    if (action === 'rate' && this.ratedAt >= this.endedAt) return 'order.rated_before'
    return action === 'contest' && this.contests > 0 ? 'order.contested_before' : null
  }

  private moveOn(one: Try, to: OrderState): void {
    const { actor, action, target } = one
    if (action === 'urge') this.urgedAt = this.now
    if (action === 'contest') this.contests++
    if (action === 'rate') this.ratedAt = this.now
    if (action === 'extend') this.isExtended = true
    if (action === 'joinIn') this.joined.add(actor)
    this.moveDepartment(one, to)
    this.moveHolder(actor, action, target, to)
    this.isPaused = action === 'pause' || (this.isPaused && action !== 'resume' && HELD.includes(to))
    if (RUNNING.includes(to) && !RUNNING.includes(this.state)) this.isExtended = false
    if (['closed', 'declined', 'unfixed', 'withdrawn'].includes(to) && to !== this.state) {
      this.endedAs = to
      this.endedAt = this.now
    }
    this.state = to
    this.moves++
  }

  private moveDepartment(one: Try, to: OrderState): void {
    const { action, actor } = one
    if (action === 'whistle') {
      this.department = departmentOf(one)
      this.whistler = actor
      this.hasObjected = false
    }
    if (action === 'whistle' || action === 'callIn') this.called.add(departmentOf(one))
    if (action === 'object') this.hasObjected = true
    if (action === 'callIn') this.helpers.add(departmentOf(one))
    if (to === 'waiting') this.department = null
  }

  private moveHolder(actor: string, action: Moving, target: string, to: OrderState): void {
    if (['accept', 'assign', 'reassign', 'reportIn'].includes(action)) {
      this.holder = action === 'accept' || action === 'reportIn' ? actor : target
      this.holders.add(this.holder)
      this.tookAt = action === 'accept' ? this.now : null
    } else if (!['resolved', 'closed', ...HELD].includes(to)) this.holder = null
  }
}
