import { type Answer, granted, refused } from './answers'
import type { Api } from './serve'
import { newWord, nowMs, type World } from './world'

const LIFE_MS = 7200_000
const EARLY_MS = 5 * 60_000
const FORCED_APART_MS = 30_000

/** POST /cgi-bin/stable_token: the same token until 5 minutes before its end; a forced one revokes all before it. */
export const tokenApi: Api = {
  name: 'token',
  method: 'post',
  path: '/cgi-bin/stable_token',
  isTokenNeeded: false,
  handle(world, _query, body) {
    const stranger = checkApp(world, body.appid, body.secret)
    if (stranger) return stranger
    if (body.grant_type !== 'client_credential') return refused(40097)
    const { value, expiresAt } = issue(world, body.force_refresh === true)
    return granted({ access_token: value, expires_in: Math.floor((expiresAt - nowMs(world)) / 1000) })
  },
}

/** What WeChat says to a wrong app id or secret, or null. */
export function checkApp(world: World, appId: unknown, secret: unknown): Answer | null {
  if (typeof appId !== 'string' || typeof secret !== 'string') return refused(40013)
  world.settings.app ??= { id: appId, secret }
  const { app } = world.settings
  if (appId !== app.id) return refused(40013)
  return secret === app.secret ? null : refused(40125)
}

/** The errcode for a token that does not stand, or null. */
export function checkToken(world: World, value: string | undefined): number | null {
  if (!value) return 41001
  const token = world.tokens.find((t) => t.value === value)
  if (!token || token.isRevoked) return 40001
  return token.expiresAt <= nowMs(world) ? 42001 : null
}

function issue(world: World, isForced: boolean) {
  const now = nowMs(world)
  const isForceHeard = isForced && now - world.lastForcedAt >= FORCED_APART_MS
  const newest = world.tokens.at(-1)
  if (newest && !newest.isRevoked && !isForceHeard && newest.expiresAt - now > EARLY_MS) return newest
  if (isForceHeard) {
    world.lastForcedAt = now
    for (const token of world.tokens) token.isRevoked = true
  }
  const token = { value: newWord('token'), expiresAt: now + LIFE_MS, isRevoked: false }
  world.tokens.push(token)
  return token
}
