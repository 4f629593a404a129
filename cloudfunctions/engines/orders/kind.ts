import type { Emergency, OrderAction, OrderKindName, Urgency } from '../../contract/orders'
import type { Role } from '../../contract/roles'
import type { Rung } from './ladder'
import type { PromisePolicy } from './promise/policy'

/** From this likeness on two orders near each other are offered as perhaps the same matter. */
export const ALIKE_FROM = 0.45

/** A kind of order is data: the engine and the desk know kinds only through this. */
export interface OrderKind {
  name: OrderKindName
  /** Whose pool it waits in: roles whose place covers the order's grid. */
  pool: readonly Role[]
  /** Tabler icon name and module colour of the desk's tile. */
  icon: string
  tone: 'gov' | 'pro' | 'liv' | 'car' | 'nei' | 'civ'
  /** Words of the four bars: registered, assigned, handling, to confirm. */
  steps: readonly [string, string, string, string]
  /** Every category, in the order in which lists name them. */
  categories: readonly string[]
  categoryLabel(category: string): string
  /** How its timeline names a move, where it is not the words for all orders. */
  actionLabels?: Partial<Record<OrderAction, string>>
  /** Who asks does so for somebody else or for their office, so their own home is not shown to the holder. */
  hidesRequesterHome?: true
  /** What is promised to the requester where the place has not set it otherwise. */
  promise(category: string, urgency: Urgency): PromisePolicy
  /** The number that such words call for first, or null. */
  emergencyIn(text: string): Emergency | null
  /** Who is told when, while an order goes on. */
  ladder: readonly Rung[]
  /** From 0 to 1: how likely two texts tell of one matter; from `ALIKE_FROM` on they are offered. Without it none are merged. */
  likeness?(a: string, b: string): number
}

/** All kinds of this deployment, put together by the entries. */
export class OrderKinds {
  private readonly byName: Map<string, OrderKind>

  constructor(kinds: readonly OrderKind[]) {
    this.byName = new Map(kinds.map((k) => [k.name, k]))
  }

  of(name: string): OrderKind {
    const kind = this.byName.get(name)
    if (!kind) throw new Error(`order kind ${name} is not registered`)
    return kind
  }

  /** Kinds whose pool has one of these roles. */
  takenBy(roles: readonly Role[]): OrderKind[] {
    return [...this.byName.values()].filter((k) => k.pool.some((r) => roles.includes(r)))
  }
}

declare module '../../kernel/context' {
  interface Deps {
    kinds: OrderKinds
  }
}
