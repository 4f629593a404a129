const BROWSER_FONT_PX = 16

const darkQuery = window.matchMedia('(prefers-color-scheme: dark)')

/** The font size the person set in the browser, against the usual one. */
export function readFontScale(): number {
  const size = Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
  return size > 0 ? size / BROWSER_FONT_PX : 1
}

export const readSystemDark = (): boolean => darkQuery.matches

export function watchSystemDark(tell: (isDark: boolean) => void): void {
  darkQuery.addEventListener?.('change', (event) => tell(event.matches))
}

/** Colours the browser's window beside the page; our own bar takes `ground`. */
export function paintAround(_ground: string, isDark: boolean): void {
  document.documentElement.style.background = isDark ? '#080d0d' : '#dfe7e6'
}
