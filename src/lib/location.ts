import Taro from '@tarojs/taro'
import type { Point } from '../../cloudfunctions/contract/places'
import { toGcj02 } from './gcj02'

/** Where the phone is, in GCJ-02; `accuracy` in metres. */
export interface Located extends Point {
  accuracy: number
}

/** `refused`: the person or the phone does not allow it; `failed`: no fix, worth another try. */
export type LocateResult = { kind: 'located'; at: Located } | { kind: 'refused' } | { kind: 'failed' }

const WAIT_MS = 8000

const isRefusal = (message: string | undefined) => /auth|deny|denied|permission/i.test(message ?? '')

function inBrowser(): Promise<LocateResult> {
  return new Promise((resolve) => {
    if (!navigator.geolocation) return resolve({ kind: 'refused' })
    navigator.geolocation.getCurrentPosition(
      ({ coords }) =>
        resolve({
          kind: 'located',
          at: { ...toGcj02({ lat: coords.latitude, lng: coords.longitude }), accuracy: Math.round(coords.accuracy) },
        }),
      (cause) => resolve({ kind: cause.code === cause.PERMISSION_DENIED ? 'refused' : 'failed' }),
      { enableHighAccuracy: true, timeout: WAIT_MS, maximumAge: 30_000 },
    )
  })
}

async function inWechat(): Promise<LocateResult> {
  try {
    const fix = await Taro.getLocation({ type: 'gcj02', isHighAccuracy: true, highAccuracyExpireTime: WAIT_MS })
    return { kind: 'located', at: { lat: fix.latitude, lng: fix.longitude, accuracy: Math.round(fix.accuracy) } }
  } catch (cause) {
    return { kind: isRefusal((cause as { errMsg?: string }).errMsg) ? 'refused' : 'failed' }
  }
}

/** Finds the phone once; never throws. */
export const locate = (): Promise<LocateResult> => (process.env.TARO_ENV === 'h5' ? inBrowser() : inWechat())

/** Whether the person has allowed it before, so that looking asks them nothing. */
export async function isLocationAllowed(): Promise<boolean> {
  try {
    if (process.env.TARO_ENV === 'weapp') return (await Taro.getSetting()).authSetting['scope.userLocation'] === true
    return (await navigator.permissions.query({ name: 'geolocation' })).state === 'granted'
  } catch {
    return false
  }
}

/** Opens the phone's own settings, where a refusal can be taken back; a browser has none to open. */
export async function openLocationSetting(): Promise<void> {
  if (process.env.TARO_ENV === 'weapp') await Taro.openSetting().catch(() => undefined)
}
