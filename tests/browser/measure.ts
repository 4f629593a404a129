import type { Page } from 'playwright-core'

/** Smallest sizes in dp, from the design rules. */
export const dp = { target: 44, elderTarget: 60 }

/** Controls on screen that are lower or narrower than a thumb needs, by name and size. */
export const smallTargets = (page: Page, least: number): Promise<string[]> =>
  page.evaluate((limit) => {
    const controls = [...document.querySelectorAll<HTMLElement>('.tap, [role=button]')]
    return controls.flatMap((control) => {
      const { width, height } = control.getBoundingClientRect()
      if (width === 0 || height === 0) return []
      // A transparent edge of a drawn-smaller control counts: it is touched too.
      const edge = getComputedStyle(control, '::after')
      const grows =
        edge.content !== 'none' && edge.position === 'absolute'
          ? Math.max(0, -2 * Number.parseFloat(edge.top || '0'))
          : 0
      const isSmall = height + grows < limit - 0.5 || width + grows < Math.min(limit, 44) - 0.5
      return isSmall
        ? [`${control.getAttribute('aria-label') ?? control.textContent}: ${Math.round(width)}×${Math.round(height)}`]
        : []
    })
  }, least)
