import Taro from '@tarojs/taro'
import { newKey } from './key'
import { forgetText, keepText, readText } from './storage'
import { carry } from './transport'

const TOKEN = 'session'
const DEVICE = 'device'

export const readToken = (): string | null => readText(TOKEN)

export const keepToken = (token: string): boolean => keepText(TOKEN, token)

/** Forgets the session, unless another one has taken its place meanwhile. */
export function dropToken(expected: string | null = readToken()): void {
  if (expected !== null && readToken() === expected) forgetText(TOKEN)
}

/** A name of this phone, drawn once; lets a person see where they are signed in. */
function deviceName(): string {
  const known = readText(DEVICE)
  if (known) return known
  const drawn = newKey()
  keepText(DEVICE, drawn)
  return drawn
}

let ongoing: Promise<string | null> | null = null

async function signIn(): Promise<string | null> {
  const { code } = await Taro.login()
  const answer = await carry({ path: 'session.login', input: { key: newKey(), code, device: deviceName() } }, null)
  const { token } = answer as { token: string }
  keepToken(token)
  return token
}

/**
 * Signs in by WeChat's login code, asking the person nothing; many calls at once share one sign-in.
 * @returns the new token, or null where WeChat is not there (H5) or refuses
 */
export function signInSilently(): Promise<string | null> {
  if (process.env.TARO_ENV !== 'weapp') return Promise.resolve(null)
  ongoing ??= signIn()
    .catch(() => null)
    .finally(() => {
      ongoing = null
    })
  return ongoing
}
