import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect } from 'vitest'
import { type Client, type TestHost, testHost } from '../host'
import { openBrowser } from './browser'
import { dp, smallTargets } from './measure'

/** Where the pictures go that tests take. */
export const pictures = join(import.meta.dirname, '../.artifacts/screens')

const PHONE = { width: 390, height: 844 }
/** Secretaries and workers also sit at desks. */
const DESK = { width: 1280, height: 1000 }
/** For what is read when a sheet has opened. */
const SETTLE_MS = 100

export type Look = 'normal' | 'elder' | 'dark'
/** A look, or the normal one at a desk. */
type Scale = Look | 'desk'

type Opener = ReturnType<typeof openerOf>
type Open = Opener['open']
type Looker = ReturnType<typeof lookerOf>

interface Setting {
  /** Where the clock stands when `fill` begins. */
  at?: string
  /** What each page is looked at in, in this order; 长辈版 is turned on where the page stands. */
  scales?: readonly Scale[]
  /** Pictures from head to foot. */
  isWhole?: boolean
  /** Flags of Chromium. */
  flags?: string[]
}

/**
 * The demo county behind the built H5 pages, with a browser before them, for one file of tests; it ends with the file.
 * `browser` is null where none runs: then nothing is raised, and the file skips its tests.
 * @param fill what happens there before the first look
 */
export async function stage(fill: (host: TestHost) => unknown, setting: Setting = {}) {
  const { at, flags } = setting
  const browser = await openBrowser(flags)
  const raised = {} as { host: TestHost; open: Open; look: Looker }
  beforeAll(async () => {
    if (!browser) return
    if (!existsSync(join(import.meta.dirname, '../../dist/h5/index.html')))
      throw new Error('dist/h5 is missing: npm run build:h5')
    mkdirSync(pictures, { recursive: true })
    const host = await testHost()
    const opener = openerOf(browser, host)
    Object.assign(raised, { host, open: opener.open, look: lookerOf(opener, setting) })
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

interface Someone {
  client: Client
  context: BrowserContext
  /** Another tab of the same browser, where they choose how the pages look. */
  beside: Page
}

const settingsOf = (look: Look) => ({
  isElderMode: look === 'elder',
  theme: look === 'dark' ? ('dark' as const) : ('light' as const),
})

const drawn = (opened: Page, look: Look) =>
  opened
    .locator(look === 'normal' ? '.ll:not(.elder):not(.dark):visible' : `.ll.${look}:visible`)
    .first()
    .waitFor()

/** Opens pages as the demo county's people, each in a browser context of their own. */
function openerOf(browser: Browser, host: TestHost) {
  const people = new Map<string, Someone>()

  async function signedIn(key: string): Promise<Someone> {
    const client = await host.as(key)
    const context = await browser.newContext({
      viewport: PHONE,
      locale: 'zh-CN',
      // Nothing has to be waited for that only moves.
      reducedMotion: 'reduce',
    })
    const beside = await context.newPage()
    await beside.goto(`${host.url}/phones/tokens.css`)
    await beside.evaluate(keepText, ['linli.session', client.token!] as const)
    const someone = { client, context, beside }
    people.set(key, someone)
    return someone
  }

  /** The look is the person's own choice, kept by the server. */
  async function open(key: string, route: string, look: Look): Promise<Page> {
    const { client, context } = people.get(key) ?? (await signedIn(key))
    await client.mutate('settings.update', settingsOf(look))
    const opened = await context.newPage()
    await opened.goto(`${host.url}/h5/index.html#/${route}`)
    await drawn(opened, look)
    await opened.waitForFunction(() => document.querySelector('.skeleton') === null)
    await opened.evaluate(() => document.fonts.ready.then(() => new Promise(requestAnimationFrame)).then(() => {}))
    return opened
  }

  /** Turns the look of an open page as its person does in another tab. */
  async function turn(key: string, opened: Page, look: Look): Promise<void> {
    const { client, beside } = people.get(key)!
    await client.mutate('settings.update', settingsOf(look))
    await beside.evaluate(keepText, ['linli.settings', JSON.stringify(settingsOf(look))] as const)
    await drawn(opened, look)
  }

  return { open, turn }
}

/** Keeps a text as the app's storage does. */
const keepText = ([key, data]: readonly [string, string]) => localStorage.setItem(key, JSON.stringify({ data }))

/**
 * Looks at a page in each scale that is asked for: nothing wider than the screen, targets for thumbs, and a picture.
 * `act` brings the page, opened once, to where it is looked at.
 */
const lookerOf =
  ({ open, turn }: Opener, { scales = ['normal', 'elder'], isWhole: fullPage }: Setting) =>
  async (key: string, route: string, name: string, act: (opened: Page) => Promise<unknown>): Promise<void> => {
    const opened = await open(key, route, 'normal')
    await act(opened)
    let shown: Look = 'normal'
    for (const scale of scales) {
      const look = scale === 'desk' ? 'normal' : scale
      await opened.setViewportSize(scale === 'desk' ? DESK : PHONE)
      if (look !== shown) await turn(key, opened, look)
      shown = look
      await opened.waitForTimeout(SETTLE_MS)
      await opened.screenshot({ path: join(pictures, `${name}-${scale}.png`), fullPage })
      const overflow = await opened.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
      expect(overflow, `${name} ${scale} is wider than the screen`).toBeLessThanOrEqual(0)
      const least = scale === 'elder' ? dp.elderTarget : dp.target
      expect(await smallTargets(opened, least), `${name} ${scale}`).toEqual([])
    }
    await opened.close()
  }
