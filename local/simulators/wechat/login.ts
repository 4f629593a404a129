import { granted, refused } from './answers'
import type { Api } from './serve'
import { checkApp } from './token'
import { type Code, newWord, nowMs, visit, type World } from './world'

const CODE_LIFE_MS = 5 * 60_000
const MINUTE_MS = 60_000

/** GET /sns/jscode2session */
export const loginApi: Api = {
  name: 'login',
  method: 'get',
  path: '/sns/jscode2session',
  isTokenNeeded: false,
  handle(world, query) {
    const stranger = checkApp(world, query.appid, query.secret)
    if (stranger) return stranger
    const found = useCode(world, world.loginCodes, query.js_code)
    if (typeof found === 'number') return refused(found)
    if (isTooFrequent(world, found)) return refused(45011)
    visit(world, found)
    return granted({ openid: found, session_key: newWord('session') })
  },
  show: (_body, answer) => ({ openid: answer.openid as string | undefined }),
}

/** POST /wxa/business/getuserphonenumber */
export const phoneApi: Api = {
  name: 'phone',
  method: 'post',
  path: '/wxa/business/getuserphonenumber',
  isTokenNeeded: true,
  handle(world, _query, body) {
    const phone = useCode(world, world.phoneCodes, body.code)
    if (typeof phone === 'number') return refused(phone)
    const watermark = { timestamp: Math.floor(nowMs(world) / 1000), appid: world.settings.app?.id }
    return granted({ phone_info: { phoneNumber: phone, purePhoneNumber: phone, countryCode: '86', watermark } })
  },
}

export function issueCode(world: World, codes: Map<string, Code>, holds: string): string {
  const code = newWord('code')
  codes.set(code, { holds, issuedAt: nowMs(world), isUsed: false })
  return code
}

/** What the code holds, or the errcode: 40163 used, 40029 unknown or older than 5 minutes. */
function useCode(world: World, codes: Map<string, Code>, given: unknown): string | number {
  const code = typeof given === 'string' ? codes.get(given) : undefined
  if (code?.isUsed) return 40163
  if (!code || nowMs(world) - code.issuedAt >= CODE_LIFE_MS) return 40029
  code.isUsed = true
  return code.holds
}

function isTooFrequent(world: World, openid: string): boolean {
  const now = nowMs(world)
  const lately = (world.loginTimes.get(openid) ?? []).filter((at) => now - at < MINUTE_MS)
  world.loginTimes.set(openid, [...lately, now])
  return lately.length >= world.settings.loginsPerMinute
}
