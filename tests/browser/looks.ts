import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Client, TestHost } from '../host'
import { dp, smallTargets } from './measure'

export type Look = 'normal' | 'elder' | 'dark'

/** Opens pages as the demo county's people, each in a browser context of their own. */
export function openerOf(browser: Browser, host: TestHost) {
  const people = new Map<string, { client: Client; context: BrowserContext }>()

  async function signedIn(key: string) {
    const client = await host.as(key)
    const context = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'zh-CN' })
    await context.addInitScript(
      (token) => localStorage.setItem('linli.session', JSON.stringify({ data: token })),
      client.token!,
    )
    people.set(key, { client, context })
    return { client, context }
  }

  /** The look is the person's own choice, kept by the server. */
  return async (key: string, route: string, look: Look): Promise<Page> => {
    const { client, context } = people.get(key) ?? (await signedIn(key))
    await client.mutate('settings.update', { isElderMode: look === 'elder', theme: look === 'dark' ? 'dark' : 'light' })
    const opened = await context.newPage()
    await opened.goto(`${host.url}/h5/index.html#/${route}`)
    await opened
      .locator(look === 'normal' ? '.ll:not(.elder):not(.dark)' : `.ll.${look}`)
      .first()
      .waitFor()
    await opened.waitForFunction(() => document.querySelector('.skeleton') === null)
    await opened.evaluate(() => document.fonts.ready.then(() => new Promise(requestAnimationFrame)).then(() => {}))
    return opened
  }
}

/** Secretaries and workers also sit at desks. */
const DESK = { width: 1280, height: 1000 }

/**
 * Looks at pages in both scales, and at a desk where it is asked for: nothing wider than the screen, targets for thumbs,
 * and a picture of each.
 * @param pictures folder for the pictures
 */
export const lookerOf =
  (open: ReturnType<typeof openerOf>, pictures: string, { isDeskToo = false } = {}) =>
  async (key: string, route: string, name: string, act: (opened: Page) => Promise<unknown>): Promise<void> => {
    const scales = ['normal', 'elder', ...(isDeskToo ? (['desk'] as const) : [])] as const
    for (const scale of scales) {
      const opened = await open(key, route, scale === 'elder' ? 'elder' : 'normal')
      if (scale === 'desk') await opened.setViewportSize(DESK)
      await act(opened)
      await opened.waitForTimeout(300)
      await opened.screenshot({ path: join(pictures, `${name}-${scale}.png`), fullPage: isDeskToo })
      const overflow = await opened.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
      expect(overflow, `${name} ${scale} is wider than the screen`).toBeLessThanOrEqual(0)
      const least = scale === 'elder' ? dp.elderTarget : dp.target
      expect(await smallTargets(opened, least), `${name} ${scale}`).toEqual([])
      await opened.close()
    }
  }
