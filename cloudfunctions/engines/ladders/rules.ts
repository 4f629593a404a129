import type { AcknowledgedHow, LadderState, LadderStep } from '../../contract/alarms'

/** Where a ladder stands. */
export interface Climb {
  state: LadderState
  /** Counted from 0. */
  rung: number
  /** How often the top has been rung again. */
  repeats: number
  nextAt: Date | null
}

export type LadderAction =
  /** `isBack`: who had answered has given it back, so that an answer counts no more. */
  | { do: 'raise'; isBack: boolean }
  /** Nobody answered in time. */
  | { do: 'climb' }
  | { do: 'acknowledge'; personId: string; how: AcknowledgedHow }
  | { do: 'cancel' }

/** How long one rung has to answer before the next is rung. */
interface Limit {
  seconds: number
}

/** The top rings again so often, at such distances; then the ladder is exhausted. */
export interface TopRepeat {
  everySeconds: number
  times: number
}

/** What a step depends on besides ladder and action. */
export interface LadderFacts {
  now: Date
  rungs: readonly Limit[]
  top: TopRepeat
  /** Who can be rung at each rung now. */
  people: readonly (readonly string[])[]
  /** Who has been rung since it was raised. */
  told: readonly string[]
  /** Who hears that nobody answered at all. */
  overseers: readonly string[]
}

/** One line of the record. `told` and `exhausted` name who is rung by it. */
export interface Line {
  what: LadderStep
  rung: number
  personIds: readonly string[]
}

export interface Stepped {
  climb: Climb
  lines: Line[]
}

const isOpen = (climb: Climb) => climb.state === 'climbing' || climb.state === 'exhausted'

/**
 * What becomes of a ladder, and the lines to write; null when nothing does. One that was called off is raised again from
 * its first rung, and so is one whose answer was taken back. Pure.
 * @param climb null before it is raised for the first time
 */
export function step(climb: Climb | null, action: LadderAction, facts: LadderFacts): Stepped | null {
  if (action.do === 'raise') {
    if (climb && (isOpen(climb) || (climb.state === 'acknowledged' && !action.isBack))) return null
    const { climb: raised, lines } = ringFrom(0, { ...facts, told: [] })
    return { climb: raised, lines: [{ what: 'raised', rung: 0, personIds: [] }, ...lines] }
  }
  if (!climb) return null
  if (action.do === 'climb') return climb.state === 'climbing' ? climbOn(climb, facts) : null
  if (!isOpen(climb)) return null
  const line = (what: LadderStep, personIds: string[]): Line => ({ what, rung: climb.rung, personIds })
  return action.do === 'acknowledge'
    ? ended(climb, 'acknowledged', line('acknowledged', [action.personId]))
    : ended(climb, 'cancelled', line('cancelled', []))
}

const ended = (climb: Climb, state: LadderState, line: Line): Stepped => ({
  climb: { ...climb, state, nextAt: null },
  lines: [line],
})

function climbOn({ rung, repeats }: Climb, facts: LadderFacts): Stepped {
  const top = facts.rungs.length - 1
  if (rung >= top) return ringTop(repeats, facts)
  const { climb, lines } = ringFrom(rung + 1, facts)
  return { climb, lines: [{ what: 'handedOver', rung, personIds: [] }, ...lines] }
}

const later = (now: Date, seconds: number) => new Date(now.getTime() + seconds * 1000)

/** Rings the next rung that has somebody who has not been rung yet; without one, the top again. */
function ringFrom(from: number, facts: LadderFacts): Stepped {
  const lines: Line[] = []
  for (const [rung, { seconds }] of facts.rungs.entries()) {
    if (rung < from) continue
    const fresh = (facts.people[rung] ?? []).filter((id) => !facts.told.includes(id))
    if (fresh.length > 0) {
      const climb: Climb = { state: 'climbing', rung, repeats: 0, nextAt: later(facts.now, seconds) }
      return { climb, lines: [...lines, { what: 'told', rung, personIds: fresh }] }
    }
    lines.push({ what: 'nobody', rung, personIds: [] })
  }
  const { climb, lines: atTop } = ringTop(0, facts)
  return { climb, lines: [...lines, ...atTop] }
}

/** The top's people once more, else whoever was rung before; at last those above all. */
function ringTop(repeats: number, { now, rungs, top, people, told, overseers }: LadderFacts): Stepped {
  const rung = rungs.length - 1
  const atTop = people[rung] ?? []
  const again = atTop.length > 0 ? atTop : told
  if (again.length === 0 || repeats >= top.times)
    return {
      climb: { state: 'exhausted', rung, repeats, nextAt: null },
      lines: [{ what: 'exhausted', rung, personIds: overseers }],
    }
  return {
    climb: { state: 'climbing', rung, repeats: repeats + 1, nextAt: later(now, top.everySeconds) },
    lines: [{ what: 'told', rung, personIds: again }],
  }
}
