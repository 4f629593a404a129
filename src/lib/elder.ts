import { useSyncExternalStore } from 'react'
import { DEFAULT_SETTINGS, type Settings } from '../../cloudfunctions/contract/account/settings'
import { newKey } from './key'
import { readFontScale, readSystemDark, watchSystemDark } from './phone-look'
import { api } from './rpc'
import { keepJson, readJson, watchElsewhere } from './storage'
import { readToken } from './token'

const SETTINGS = 'settings'
const OFFER_DECLINED = 'elderOfferDeclined'
/** From this font scale on we ask whether 长辈版 would be easier. */
const OFFER_FROM_SCALE = 1.3
const SCALE_MIN = 0.9
const SCALE_MAX = 1.4

/** How pages are drawn for this person on this phone. */
export interface Look {
  isElder: boolean
  isDark: boolean
  theme: Settings['theme']
  /** The phone's own font scale, 0.9 to 1.4. */
  scale: number
  /** The phone's letters are large and 长辈版 is off: worth one offer. */
  isElderOffered: boolean
}

const readKept = (): Settings => ({ ...DEFAULT_SETTINGS, ...readJson<Partial<Settings>>(SETTINGS) })

let settings = readKept()
let isSystemDark = readSystemDark()
let isOfferDeclined = readJson<boolean>(OFFER_DECLINED) ?? false
const scale = Math.min(SCALE_MAX, Math.max(SCALE_MIN, readFontScale()))

const watchers = new Set<() => void>()

const drawLook = (): Look => ({
  isElder: settings.isElderMode,
  isDark: settings.theme === 'dark' || (settings.theme === 'auto' && isSystemDark),
  theme: settings.theme,
  scale,
  isElderOffered: scale >= OFFER_FROM_SCALE && !settings.isElderMode && !isOfferDeclined,
})

let look = drawLook()

function redraw(): void {
  look = drawLook()
  for (const tell of watchers) tell()
}

watchSystemDark((isDark) => {
  isSystemDark = isDark
  redraw()
})

watchElsewhere(SETTINGS, () => {
  settings = readKept()
  redraw()
})

function watch(tell: () => void): () => void {
  watchers.add(tell)
  return () => watchers.delete(tell)
}

function draw(served: Settings): void {
  if (served.isElderMode === settings.isElderMode && served.theme === settings.theme) return
  settings = { isElderMode: served.isElderMode, theme: served.theme }
  keepJson(SETTINGS, settings)
  redraw()
}

let choices = 0
let unsettled = 0

/** How many choices were made here so far; given back to `adoptSettings`. */
export const choicesMade = (): number => choices

/**
 * Takes over the choices that the server keeps for this person.
 * @param asOf `choicesMade` when the server was asked: an answer older than the person's last choice is let go
 */
export function adoptSettings(served: Settings, asOf: number): void {
  if (asOf === choices && unsettled === 0) draw(served)
}

/** Changes a choice at once on this phone, and for later phones where somebody is signed in. */
export async function chooseLook(choice: Partial<Settings>): Promise<void> {
  draw({ ...settings, ...choice })
  choices += 1
  if (readToken() === null) return
  unsettled += 1
  try {
    await api.settings.update({ key: newKey(), ...choice })
  } finally {
    unsettled -= 1
    choices += 1
  }
}

export function declineElderOffer(): void {
  isOfferDeclined = true
  keepJson(OFFER_DECLINED, true)
  redraw()
}

export const useLook = (): Look => useSyncExternalStore(watch, () => look)
