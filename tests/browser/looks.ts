import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect } from 'vitest'
import { type Client, type TestHost, testHost } from '../host'
import { openBrowser } from './browser'
import { dp, smallTargets } from './measure'

/** Where the pictures go that tests take. */
export const pictures = join(import.meta.dirname, '../.artifacts/screens')

export type Look = 'normal' | 'elder' | 'dark'

type Open = ReturnType<typeof openerOf>
type Looker = ReturnType<typeof lookerOf>

interface Setting {
  /** Where the clock stands when `fill` begins. */
  at?: string
  /** Pictures at a desk as well. */
  isDeskToo?: boolean
  /** Flags of Chromium. */
  flags?: string[]
}

/**
 * The demo county behind the built H5 pages, with a browser before them, for one file of tests; it ends with the file.
 * `browser` is null where none runs: then nothing is raised, and the file skips its tests.
 * @param fill what happens there before the first look
 */
export async function stage(fill: (host: TestHost) => unknown, { at, isDeskToo, flags }: Setting = {}) {
  const browser = await openBrowser(flags)
  const raised = {} as { host: TestHost; open: Open; look: Looker }
  beforeAll(async () => {
    if (!browser) return
    if (!existsSync(join(import.meta.dirname, '../../dist/h5/index.html')))
      throw new Error('dist/h5 is missing: npm run build:h5')
    mkdirSync(pictures, { recursive: true })
    const host = await testHost()
    const open = openerOf(browser, host)
    Object.assign(raised, { host, open, look: lookerOf(open, pictures, { isDeskToo }) })
    if (at) host.clock.offsetMs += Date.parse(at) - host.clock.now().getTime()
    await fill(host)
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await raised.host?.stop()
  })
  const open: Open = (...asked) => raised.open(...asked)
  const look: Looker = (...asked) => raised.look(...asked)
  return { browser, open, look }
}

/** Opens pages as the demo county's people, each in a browser context of their own. */
function openerOf(browser: Browser, host: TestHost) {
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
const lookerOf =
  (open: ReturnType<typeof openerOf>, pictures: string, { isDeskToo = false }: Setting) =>
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
