import type { GuardianRelation } from '../contract/account/family'
import type { Channel } from '../contract/messages'
import type { PlaceKind } from '../contract/places'
import type { Role } from '../contract/roles'
import type { Clock } from './clock/clock'
import type { Database } from './database/open'
import type { Encryption } from './encryption'
import type { EventHandler } from './events/handler'
import type { NewId } from './ids'
import type { Log } from './log'
import type { Providers } from './providers/providers'
import type { Random } from './random'
import type { Speech } from './speech/speech'
import type { Sms } from './tencent/sms'
import type { Voice } from './tencent/voice'
import type { Wechat } from './wechat/client'

/** A role at a place, in force now. */
export interface Grant {
  role: Role
  placeId: string
  placeName: string
  placeKind: PlaceKind
  /** The place and all above it, county first. */
  placePath: string[]
  communityId: string
}

/** Somebody whom the caller may act for now: an elder who agreed, a child under 14. */
export interface Ward {
  personId: string
  /** What the caller is to them. */
  relation: GuardianRelation
}

/** Who is calling, looked up from the session with each request. */
export interface Caller {
  personId: string
  grants: Grant[]
  wards: Ward[]
}

/** A channel that costs money: its client by route, what one message costs, and the routes' names. */
export interface PaidChannel<T> {
  routes: ReadonlyMap<string, T>
  priceFen: number
}

/** The parts a server is made of, put together once by an entry and handed down. */
export interface Deps {
  db: Database
  clock: Clock
  random: Random
  newId: NewId
  encryption: Encryption
  wechat: Wechat
  /** Speech-to-text; null where none is set up. */
  speech: Speech | null
  /** Text messages and calls; null where none are set up. */
  sms: PaidChannel<Sms> | null
  voice: PaidChannel<Voice> | null
  /** What a place may spend on both in a month unless it set something else. */
  pushCapFen: number
  providers: Providers
  /** The provider's template ids by channel and our own name. */
  templates: Record<Channel, Record<string, string>>
  log: Log
  handlers: readonly EventHandler[]
  /** Looks up a session's token; null when unknown, expired or revoked. */
  findCaller(token: string, now: Date): Promise<Caller | null>
  /** Whose WeChat account it is; null before the first login. */
  findCallerByOpenid(openid: string, now: Date): Promise<Caller | null>
  /** Tells the runner that a commit may have left events or outbox rows. */
  wake(): void
}

/** One request. `now` is fixed for its length. */
export interface Context {
  deps: Deps
  requestId: string
  now: Date
  /** Before login there is none. */
  caller: Caller | null
  token: string | null
  /** Address the call came from, for rate limits. */
  origin: string
}
