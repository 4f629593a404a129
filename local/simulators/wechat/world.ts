import { randomBytes } from 'node:crypto'
import type { Clock } from '../../../cloudfunctions/kernel/clock/clock'

export const API_NAMES = ['token', 'login', 'phone', 'subscribe', 'employee', 'textCheck', 'mediaCheck'] as const
export type ApiName = (typeof API_NAMES)[number]

export interface Settings {
  /** The app that exists; null lets the first one that comes be it. */
  app: { id: string; secret: string } | null
  /** How long every answer takes. */
  latencyMs: number
  /** Where media verdicts are pushed and the token that signs them; null pushes nothing. */
  push: { url: string; token: string } | null
  /** From the hand-over of a picture to its first push, and between tries. */
  pushDelayMs: number
  loginsPerMinute: number
  riskyWords: string[]
  reviewWords: string[]
  /** The mini-program's pages; null takes any path of the shape the app config has. */
  pages: string[] | null
}

/** What goes wrong next. A `delayMs` holds back the answer only: what was asked has happened by then. */
export interface Fault {
  errcode?: number
  httpStatus?: number
  delayMs?: number
  times: number
}

export interface Code {
  /** Openid for a login code, phone number for a phone code. */
  holds: string
  issuedAt: number
  isUsed: boolean
}

export interface Token {
  value: string
  expiresAt: number
  isRevoked: boolean
}

/** One request that arrived, without the secrets it came with. */
export interface Received {
  seq: number
  at: string
  api: ApiName | 'push' | 'sms' | 'voice'
  /** Null where a fault answered without an errcode. */
  errcode: number | null
  openid?: string
  /** Of a text message or a call. */
  phone?: string
  template?: { id: string; title: string }
  page?: string
  /** Shown as the template shows it: key → text. */
  data?: Record<string, string>
  text?: string
  mediaUrl?: string
  traceId?: string
  suggestion?: string
}

/** Everything the simulated WeChat knows. */
export interface World {
  settings: Settings
  clock: Clock
  tokens: Token[]
  lastForcedAt: number
  loginCodes: Map<string, Code>
  phoneCodes: Map<string, Code>
  loginTimes: Map<string, number[]>
  /** Openids met so far, with the moment of the last visit. */
  visits: Map<string, number>
  /** Demo openids said to have left more than 2 hours ago. */
  away: Set<string>
  /** `openid template` → consents not yet used. */
  credits: Map<string, number>
  banned: Set<string>
  bound: Set<string>
  sending: Set<string>
  faults: Map<ApiName, Fault>
  /** Calls left today; without an entry there is no limit. */
  quotas: Map<ApiName, number>
  nextMediaSuggestions: string[]
  received: Received[]
  nextSeq: number
}

const DEMO_OPENID = /^demo-openid-[\w-]+$/
const RECEIVED_MAX = 5000
const VISIT_MS = 2 * 3_600_000

export function createWorld(settings: Settings, clock: Clock): World {
  return { settings, clock, ...emptied(), nextSeq: 1 }
}

/** Forgets everything but the settings; numbering goes on, so that readers of `received` lose nothing. */
export function resetWorld(world: World): void {
  Object.assign(world, emptied())
}

const emptied = () => ({
  tokens: [],
  lastForcedAt: Number.NEGATIVE_INFINITY,
  loginCodes: new Map(),
  phoneCodes: new Map(),
  loginTimes: new Map(),
  visits: new Map(),
  away: new Set<string>(),
  credits: new Map(),
  banned: new Set<string>(),
  bound: new Set<string>(),
  sending: new Set<string>(),
  faults: new Map(),
  quotas: new Map(),
  nextMediaSuggestions: [],
  received: [],
})

export const nowMs = (world: World): number => world.clock.now().getTime()

/** People of the demo county exist even after a restart that forgot them. */
export const isKnown = (world: World, openid: unknown): openid is string =>
  typeof openid === 'string' && (DEMO_OPENID.test(openid) || world.visits.has(openid))

/** Whether this person has had the mini-program open within 2 hours. A demo person has, unless sent away. */
export function hasVisitedLately(world: World, openid: string): boolean {
  if (DEMO_OPENID.test(openid)) return !world.away.has(openid)
  return nowMs(world) - (world.visits.get(openid) ?? Number.NEGATIVE_INFINITY) <= VISIT_MS
}

export function visit(world: World, openid: string): void {
  world.visits.set(openid, nowMs(world))
  world.away.delete(openid)
}

export function note(world: World, what: Omit<Received, 'seq' | 'at'>): void {
  world.received.push({ seq: world.nextSeq++, at: world.clock.now().toISOString(), ...what })
  if (world.received.length > RECEIVED_MAX) world.received.shift()
}

export const creditKey = (openid: string, template: string): string => `${openid} ${template}`

export const newWord = (prefix: string): string => `${prefix}-${randomBytes(12).toString('hex')}`
