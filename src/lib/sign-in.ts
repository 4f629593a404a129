import Taro from '@tarojs/taro'
import { newKey } from './key'
import { endSession, noteOwner } from './owner'
import { asRpcError, networkError } from './rpc-error'
import { keepText, readText } from './storage'
import { keepToken, readToken } from './token'
import { carry } from './transport'

const DEVICE = 'device'
/** Refusals that say nothing about the session: another try may go through. */
const PASSING = ['wechat.busy', 'rate.limited']

/** A name of this phone, drawn once; lets a person see where they are signed in. */
function deviceName(): string {
  const known = readText(DEVICE)
  if (known) return known
  const drawn = newKey()
  keepText(DEVICE, drawn)
  return drawn
}

/** `ended`: the session to go on with, which the server may know to have been ended on purpose. */
async function login(ended: string | null): Promise<string> {
  const { code } = await Taro.login()
  const input = { key: newKey(), code, device: deviceName(), ...(ended !== null && { isRenewal: true }) }
  return ((await carry({ path: 'session.login', input }, ended)) as { token: string }).token
}

/** Signs in by WeChat because the person asked for it; whom WeChat does not know yet gets an account. */
export async function signInByWechat(): Promise<void> {
  keepToken(await login(null))
}

async function renew(expected: string): Promise<string | null> {
  try {
    const token = await login(expected)
    const me = (await carry({ path: 'session.me', input: {} }, token)) as { person: { id: string } | null }
    // Who has signed in by hand meanwhile goes first.
    if (!me.person || readToken() !== expected) return readToken()
    keepToken(token)
    noteOwner(token, me.person.id)
    return token
  } catch (cause) {
    const fault = asRpcError(cause)
    if (fault.isUncertain || PASSING.includes(fault.code)) throw networkError()
    endSession(expected)
    return null
  }
}

let renewing: Promise<string | null> | null = null

/**
 * Goes on after the server has refused a session, asking the person nothing: by WeChat's login code, which opens no new
 * account. Many calls at once share one renewal.
 * @param expected the session that was refused
 * @returns the session to go on with, whose person `currentOwner` then names; null when it has ended
 * @throws RpcError code `network` while nobody can tell; the old session is kept for another try
 */
export function renewSession(expected: string): Promise<string | null> {
  if (readToken() !== expected) return Promise.resolve(readToken())
  if (process.env.TARO_ENV !== 'weapp') {
    endSession(expected)
    return Promise.resolve(null)
  }
  renewing ??= renew(expected).finally(() => {
    renewing = null
  })
  return renewing
}
