import type { LadderAudience } from '../../contract/alarms'
import type { Role } from '../../contract/roles'
import type { MessageKind } from '../messages/kind'
import type { AlarmParams } from './messages'
import type { TopRepeat } from './rules'

export interface Rung {
  /** 网格员和值班人员: how the record names it. */
  label: string
  who: readonly LadderAudience[]
  /** From 22:00 to 07:00 in Shanghai these in their place: the duty roster decides who is woken first. */
  atNight?: readonly LadderAudience[]
  /** How long they have before the next rung is rung. */
  seconds: number
}

/** A kind of alarm is data: who is rung in what order, how long each has, and in which words. */
export interface LadderKind {
  /** Stable, as the function that raises it: kept with the ladder. */
  name: string
  /** 紧急诉求: what stands over it on screen. */
  title: string
  /** From the first to the top; not empty. */
  rungs: readonly Rung[]
  top: TopRepeat
  message: MessageKind<AlarmParams>
  /** The record behind it: where these roles, at its place, read on. */
  record?: { word: string; roles: readonly Role[]; link(subjectId: string): string }
}

/** All kinds of this deployment, put together by the entries. */
export class LadderKinds {
  private readonly byName: Map<string, LadderKind>

  constructor(kinds: readonly LadderKind[]) {
    this.byName = new Map(kinds.map((kind) => [kind.name, kind]))
  }

  /** A name that is not registered is a fault of the deployment. */
  of(name: string): LadderKind {
    const kind = this.byName.get(name)
    if (!kind) throw new Error(`ladder kind ${name} is not registered`)
    return kind
  }
}

declare module '../../kernel/context' {
  interface Deps {
    ladders: LadderKinds
  }
}
