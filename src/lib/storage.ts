import Taro from '@tarojs/taro'

/**
 * Names of what is kept on the phone. In local mode three phones share one browser: each opens the app with `?phone=N`
 * and keeps its things under `linli.N.`.
 */
export function storagePrefix(search: string): string {
  const phone = /[?&]phone=(\w{1,16})(?:&|$)/.exec(search)?.[1]
  return phone ? `linli.${phone}.` : 'linli.'
}

const prefix = storagePrefix(process.env.TARO_ENV === 'h5' ? window.location.search : '')

/** Reads a text kept before; null when there is none or the phone refuses. */
export function readText(name: string): string | null {
  try {
    const value: unknown = Taro.getStorageSync(prefix + name)
    return typeof value === 'string' && value !== '' ? value : null
  } catch {
    return null
  }
}

/** Keeps a text; false when the phone's store is full or refuses. */
export function keepText(name: string, value: string): boolean {
  try {
    Taro.setStorageSync(prefix + name, value)
    return true
  } catch {
    return false
  }
}

export function forgetText(name: string): void {
  try {
    Taro.removeStorageSync(prefix + name)
  } catch {
    // A store that cannot be written holds nothing of ours to forget.
  }
}

/** Reads what `keepJson` wrote; null when there is none or it is damaged. */
export function readJson<T>(name: string): T | null {
  const text = readText(name)
  if (text === null) return null
  try {
    return JSON.parse(text) as T
  } catch {
    return null
  }
}

export const keepJson = (name: string, value: unknown): boolean => keepText(name, JSON.stringify(value))

/** Runs `tell` when another tab of the same browser has kept or forgotten this; a phone's app is open once. */
export function watchElsewhere(name: string, tell: () => void): void {
  if (process.env.TARO_ENV !== 'h5') return
  window.addEventListener('storage', ({ key }) => {
    if (key === prefix + name) tell()
  })
}
