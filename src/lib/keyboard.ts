const PRESSED = ['button', 'tab', 'radio', 'checkbox', 'switch', 'link']

const FOCUSABLE_AFTER_MS = 50

/** The sheet that lies on top, of those on the page that is shown. */
const topSheet = (): HTMLElement | undefined =>
  [...document.querySelectorAll<HTMLElement>('[role="dialog"]')].filter((one) => one.getClientRects().length > 0).at(-1)

/**
 * Lets Enter and the space bar press our controls in a browser, and Escape close the sheet on top; WeChat has no keyboard
 * to press them with.
 */
export function pressByKeyboard(): void {
  if (process.env.TARO_ENV !== 'h5') return
  document.addEventListener('keydown', (event) => {
    // Escape within an input method takes back what was being typed.
    if (event.key === 'Escape' && !event.isComposing)
      return topSheet()?.querySelector<HTMLElement>('[id="sheet-close"]')?.click()
    const target = event.target as HTMLElement
    if (!PRESSED.includes(target.getAttribute?.('role') ?? '')) return
    if (event.key !== 'Enter' && event.key !== ' ') return
    event.preventDefault()
    target.click()
  })
}

/** Moves a browser's keyboard into the sheet that has just opened; what is answered gives it back to where it was. */
export function enterSheet(): () => void {
  if (process.env.TARO_ENV !== 'h5') return () => {}
  const before = document.activeElement as HTMLElement | null
  // Taro's elements can be focused a moment after they stand in the page.
  const soon = setTimeout(() => {
    const sheet = topSheet()
    if (!sheet?.contains(document.activeElement)) sheet?.focus({ preventScroll: true })
  }, FOCUSABLE_AFTER_MS)
  return () => {
    clearTimeout(soon)
    // A field that gets the focus back would raise a phone's keyboard.
    if (!before?.matches('input, textarea')) before?.focus({ preventScroll: true })
  }
}
