import type { Clock } from '../clock/clock'
import type { Random } from '../random'
import { Breaker, type BreakerState, type Ticket } from './breaker'

/** Let through to one of the routes, or to come again later. */
export type Admission = { route: string; over: Ticket } | { waitMs: number }

/** Even a route that fails much is tried now and then: nobody would learn that it is well again. */
const WEIGHT_MIN = 0.05

/** How one route to the outside does. */
export interface RouteState {
  route: string
  state: BreakerState
  /** Of the last tries, from 0 to 1. */
  share: number
}

/** The outside services as this process knows them: which work, and how well. */
export class Providers {
  private readonly breakers = new Map<string, Breaker>()

  constructor(
    private readonly clock: Clock,
    private readonly random: Random,
  ) {}

  /** Chooses among the routes that may be asked now, each as likely as it did well lately. */
  admit(routes: readonly string[]): Admission {
    const nowMs = this.nowMs()
    const open = routes.filter((route) => this.breakerOf(route).waitMs(nowMs) === 0)
    const route = this.choose(open)
    if (route === undefined) return { waitMs: Math.min(...routes.map((one) => this.breakerOf(one).waitMs(nowMs))) }
    return { route, over: this.breakerOf(route).begin(() => this.nowMs()) }
  }

  /** For `/metrics`. */
  states(): RouteState[] {
    return [...this.breakers].map(([route, breaker]) => ({
      route,
      state: breaker.state(this.nowMs()),
      share: breaker.share,
    }))
  }

  private choose(routes: readonly string[]): string | undefined {
    if (routes.length < 2) return routes[0]
    const weights = routes.map((route) => Math.max(this.breakerOf(route).share, WEIGHT_MIN))
    const drawn = (this.random(4).readUInt32BE() / 2 ** 32) * weights.reduce((sum, weight) => sum + weight, 0)
    let upTo = 0
    return routes.find((_, i) => {
      upTo += weights[i]!
      return drawn < upTo
    })
  }

  private breakerOf(route: string): Breaker {
    const known = this.breakers.get(route)
    if (known) return known
    const made = new Breaker()
    this.breakers.set(route, made)
    return made
  }

  private readonly nowMs = (): number => this.clock.now().getTime()
}
