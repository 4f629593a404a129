import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import type { TestHost } from '../host'
import { type Look, pictures, stage } from './looks'
import { dp, smallTargets } from './measure'

/** Chromium beeps into its own microphone and says yes for the person. */
const FLAGS = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream']

let host: TestHost
const { browser, open } = await stage(
  (given) => {
    host = given
  },
  { flags: FLAGS },
)

const shot = (page: Page, name: string, look: Look) =>
  page.screenshot({ path: join(pictures, `voice-${name}-${look}.png`), fullPage: name === 'detail' })

/** Nothing reaches over the side, and everything is large enough for a thumb. */
async function fits(page: Page, look: Look): Promise<void> {
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
  expect(await smallTargets(page, look === 'elder' ? dp.elderTarget : dp.target)).toEqual([])
}

describe.skipIf(!browser).each(['normal', 'elder'] as const)('said in a browser, %s', (look) => {
  const words = look === 'normal' ? '凉亭的长椅断了一条腿，坐下去会摔' : '活动室的门锁坏了，老人进不去'

  test('from home to the detail, and heard again by the worker', async () => {
    host.simulators.speech.nextTexts = [words]
    const page = await open('resident', 'pages/home/home', look)
    await page.locator('#home-voice').waitFor()
    await fits(page, look)
    await shot(page, 'home', look)
    await page.locator('#home-voice').click()
    await page.locator('#voice-start').waitFor()
    await page.waitForTimeout(400)
    await shot(page, 'ready', look)
    await page.locator('#voice-start').click()
    await page.locator('#voice-stop').waitFor()
    await page.waitForTimeout(1200)
    await page.waitForFunction(() =>
      [...document.querySelectorAll('.voice-stroke')].some((stroke) => stroke.clientHeight > 20),
    )
    await shot(page, 'recording', look)
    await page.locator('#voice-stop').click()
    await page.getByText('已转成文字').waitFor()
    await page.waitForFunction((text) => document.querySelector('textarea')?.value === text, words)
    await page.waitForTimeout(1200)
    await fits(page, look)
    await shot(page, 'submit', look)
    await page.locator('#appeal-submit').click()
    await page.getByText('交上去了').waitFor()
    await page.locator('#appeal-progress').click()
    await page.locator('[id^=voice-]').filter({ visible: true }).first().waitFor()
    await host.runner.settle()
    await page.waitForTimeout(500)
    await shot(page, 'detail', look)
    await page.close()

    const list = await (await host.as('worker')).query('desk.list')
    const id = list.items.find((order: { title: string }) => words.startsWith(order.title)).id
    const worker = await open('worker', `modules/worker/desk/order?id=${id}`, look)
    const bar = worker.locator('[id^=voice-]').filter({ visible: true }).first()
    await bar.waitFor()
    const answered = worker.waitForResponse((response) => response.url().includes('/files/'))
    await bar.click()
    expect((await answered).status()).toBeLessThan(300)
    await worker.getByText('正在放').waitFor()
    await shot(worker, 'worker', look)
    await worker.close()
  })
})

describe.skipIf(!browser)('other ways', () => {
  test('home asks for the camera', async () => {
    const page = await open('neighbour', 'pages/home/home', 'normal')
    const chooser = page.waitForEvent('filechooser')
    await page.locator('#home-camera').click()
    expect((await chooser).isMultiple()).toBe(false)
    await page.close()
  })

  test('a microphone that is refused is said, with a way on', async () => {
    const page = await open('neighbour', 'modules/governance/appeals/submit', 'normal')
    await page.evaluate(() => {
      navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('no', 'NotAllowedError'))
    })
    await page.locator('#appeal-voice').click()
    await page.locator('#voice-start').click()
    await page.locator('#voice-again').waitFor()
    await shot(page, 'refused', 'normal')
    await page.close()
  })

  test('a guest may say it before they sign in', async () => {
    const page = await browser!.newPage({ viewport: { width: 390, height: 844 }, locale: 'zh-CN' })
    page.setDefaultTimeout(10_000)
    // Some builds of Chromium share the storage of all contexts.
    await page.addInitScript(() => localStorage.clear())
    await page.goto(`${host.url}/h5/index.html#/pages/home/home`)
    await page.locator('#home-voice').click()
    await page.locator('#voice-start').click()
    await page.locator('#voice-stop').waitFor()
    await page.waitForTimeout(2500)
    await page.locator('#voice-stop').click()
    await page.getByText('登录后转成文字').waitFor()
    await page.getByText('登录并提交诉求').waitFor()
    await shot(page, 'guest', 'normal')
    await page.close()
  })
})
