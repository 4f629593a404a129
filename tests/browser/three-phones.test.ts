import { join } from 'node:path'
import type { FrameLocator, Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { placeId } from '../../local/county/cast'
import { lampAppeal } from '../appeals'
import type { TestHost } from '../host'
import { pictures, stage } from './looks'
import { dp, smallTargets } from './measure'

const WORDS = '3号楼门口的路灯三天没亮了，晚上老人下楼看不清台阶'
const TITLE = '3号楼门口的路灯三天没亮了'

let host: TestHost
let page: Page
const { browser, open } = await stage((given) => {
  host = given
})

describe.skipIf(!browser)('three phones on one page', () => {
  beforeAll(async () => {
    page = await browser!.newPage({ viewport: { width: 1360, height: 1080 }, locale: 'zh-CN' })
    page.setDefaultTimeout(20_000)
    await page.goto(host.url)
  })

  const phone = (n: number): FrameLocator => page.locator('.phone iframe').nth(n).contentFrame()
  const [resident, worker, secretary] = [0, 1, 2].map((n) => () => phone(n)) as [
    () => FrameLocator,
    () => FrameLocator,
    () => FrameLocator,
  ]

  test('an appeal sent in one is seen arriving in the next within 3 seconds', async () => {
    await resident().locator('#tab-submit').click()
    await resident().locator('#appeal-text textarea').fill(WORDS)
    await worker().locator('#tab-desk').click()
    await resident().locator('#appeal-submit').click()
    await resident().getByText('交上去了').waitFor()
    await worker().getByText(TITLE).filter({ visible: true }).first().waitFor({ timeout: 4_000 })
    await page.screenshot({ path: join(pictures, 'three-phones.png') })
  })

  test('accepted in one tap, and the resident sees by whom', async () => {
    await resident().locator('#appeal-progress').click()
    await worker().locator('[id^=order-accept-]').first().click()
    await resident().getByText('刘海峰').filter({ visible: true }).first().waitFor({ timeout: 4_000 })
    await page.screenshot({ path: join(pictures, 'three-phones-accepted.png') })
  })

  test('resolved by the worker, closed by the resident alone', async () => {
    await worker().locator('[id^=order-open-]').first().click()
    await worker().locator('#order-resolve').click()
    await worker().locator('#resolve-text textarea').fill('已换新灯头，亮了')
    await worker().locator('#resolve-send').click()
    await resident().getByText('已换新灯头，亮了').filter({ visible: true }).first().waitFor({ timeout: 4_000 })
    await resident().locator('#appeal-confirm').click()
    await resident().getByText('已结案').filter({ visible: true }).first().waitFor()
    await page.screenshot({ path: join(pictures, 'three-phones-closed.png') })
  })

  /** The worker's phone, begun anew at home. */
  const startOver = async () => {
    for (const key of ['worker2', 'worker']) {
      const isReloaded = page.waitForEvent('framenavigated')
      await page.locator('.phone select').nth(1).selectOption(key)
      await isReloaded
      await worker().locator('#tab-desk').filter({ visible: true }).first().waitFor()
    }
  }

  test('handed back with reason, taken again, passed on with reason, and the resident reads both', async () => {
    const client = await host.as('resident')
    const { id } = await client.mutate('appeals.submit', { ...lampAppeal(), text: '健身器材少了一块踏板' })
    await host.runner.settle()
    const take = async () => {
      await startOver()
      await worker().locator('#tab-desk').click()
      await worker().locator(`#order-accept-${id}`).click()
      await worker().locator(`[id="order-open-${id}"]`).first().click()
    }
    await take()
    await worker().locator('#order-handBack').click()
    await worker().locator('#handBack-text textarea').fill('要先请厂家看，今天到不了')
    await worker().locator('#handBack-send').click()
    await worker().getByText('要先请厂家看').filter({ visible: true }).first().waitFor()
    await take()
    await worker().locator('#order-reassign').click()
    await worker().locator('[id^=colleague-]').first().click()
    await worker().locator('#reassign-text textarea').fill('同事认得厂家的人')
    await worker().locator('#reassign-send').click()
    await worker().getByText('同事认得厂家的人').filter({ visible: true }).first().waitFor()
    await host.runner.settle()
    const seen = await client.query('appeals.get', { id })
    expect(JSON.stringify(seen)).toContain('要先请厂家看')
    expect(JSON.stringify(seen)).toContain('同事认得厂家的人')
    await page.screenshot({ path: join(pictures, 'three-phones-passed-on.png') })
  })

  test('a worker registers for a person without a phone', async () => {
    await startOver()
    await worker().locator('#tab-register').click()
    await worker().locator('#register-name input').fill('赵大爷')
    await worker().locator('#appeal-text textarea').fill('单元门口的台阶裂了，老人差点摔倒')
    await worker().locator('#appeal-place').click()
    for (const label of ['檀溪苑', '青檀里第1网格', '檀溪苑3号楼'])
      await worker()
        .locator(`[id="place-${placeId(label)}"]`)
        .click()
    await worker().locator('#place-enough').click()
    await worker().locator('#appeal-submit').click()
    await worker().getByText('赵大爷的诉求').filter({ visible: true }).first().waitFor()
    await page.screenshot({ path: join(pictures, 'three-phones-registered.png') })
  })

  test('what WeChat was sent is listed below the phones', async () => {
    await page.locator('#received li').first().waitFor()
    const pushed = await page.locator('#received').textContent()
    expect(pushed).toContain('接单提醒')
  })

  test('the person of a phone can be switched', async () => {
    await page.locator('.phone select').nth(2).selectOption('elder')
    await secretary().getByText('标准版').waitFor()
    expect(await secretary().locator('.ll.elder').count()).toBeGreaterThan(0)
  })
})

describe.skipIf(!browser)('every page, in both scales and in the dark', { timeout: 90_000 }, () => {
  const ROUTES = [
    ['resident', 'home', 'pages/home/home'],
    ['resident', 'messages', 'pages/messages/messages'],
    ['resident', 'grid', 'pages/grid/grid'],
    ['resident', 'me', 'pages/me/me'],
    ['resident', 'submit', 'modules/governance/appeals/submit'],
    ['resident', 'appeals', 'modules/governance/appeals/list'],
    ['resident', 'settings', 'modules/account/settings/settings'],
    ['resident', 'feedback', 'modules/account/feedback/feedback'],
    ['resident', 'privacy', 'modules/account/privacy/privacy'],
    ['resident', 'close', 'modules/account/close/close'],
    ['worker', 'desk', 'pages/desk/desk'],
    ['worker', 'register', 'modules/worker/desk/register'],
    ['worker', 'registered', 'modules/worker/desk/registered'],
    ['secretary', 'dispatch', 'modules/secretary/dispatch/list'],
  ] as const

  test.each(ROUTES)('%s: %s', async (key, name, route) => {
    for (const look of ['normal', 'elder', 'dark'] as const) {
      const opened = await open(key, route, look)
      const faults: string[] = []
      opened.on('pageerror', (error) => faults.push(error.message))
      await opened.screenshot({ path: join(pictures, `${name}-${look}.png`) })
      const overflow = await opened.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
      expect(overflow, `${name} in ${look} is wider than the screen`).toBeLessThanOrEqual(0)
      expect(await smallTargets(opened, look === 'elder' ? dp.elderTarget : dp.target), `${name} in ${look}`).toEqual(
        [],
      )
      expect(faults).toEqual([])
      await opened.close()
    }
  })

  test('an appeal in hand: card on home, detail with who holds it', async () => {
    const [resident, worker] = [await host.as('resident'), await host.as('worker')]
    const { id } = await resident.mutate('appeals.submit', { ...lampAppeal(), urgency: 'urgent' })
    await worker.mutate('desk.accept', { id })
    await worker.mutate('desk.step', { id, text: '灯头烧坏，下午带配件来换' })
    await host.runner.settle()
    for (const look of ['normal', 'elder'] as const) {
      const home = await open('resident', 'pages/home/home', look)
      await home.getByText('3号楼门口的路灯三天没亮了').first().waitFor()
      await home.screenshot({ path: join(pictures, `home-card-${look}.png`) })
      await home.close()
      const detail = await open('resident', `modules/governance/appeals/detail?id=${id}`, look)
      await detail.getByText('灯头烧坏').first().waitFor()
      await detail.screenshot({ path: join(pictures, `detail-${look}.png`) })
      expect(await smallTargets(detail, look === 'elder' ? dp.elderTarget : dp.target)).toEqual([])
      await detail.close()
      const form = await open('resident', 'modules/governance/appeals/submit', look)
      await form.locator('#appeal-text textarea').fill('2单元门口的台阶裂了，老人差点摔倒')
      await form.screenshot({ path: join(pictures, `submit-filled-${look}.png`) })
      await form.close()
    }
  })

  describe('on the smallest phone, in 长辈版', () => {
    const openSmall = async (key: string, route: string) => {
      const opened = await open(key, route, 'elder')
      await opened.setViewportSize({ width: 320, height: 568 })
      await opened.waitForTimeout(200)
      return opened
    }

    test('the action bar leaves the page to be read, and a name stays in one piece', async () => {
      const { id } = await (await host.as('resident')).mutate('appeals.submit', lampAppeal())
      await (await host.as('worker')).mutate('desk.accept', { id })
      for (const [key, route] of [
        ['resident', `modules/governance/appeals/detail?id=${id}`],
        ['worker', `modules/worker/desk/order?id=${id}`],
      ] as const) {
        const opened = await openSmall(key, route)
        const bar = await opened.locator('.dock').boundingBox()
        expect(bar!.height, route).toBeLessThan(568 * 0.3)
        await opened.close()
      }
      const opened = await openSmall('resident', `modules/governance/appeals/detail?id=${id}`)
      const name = await opened.getByText('刘海峰', { exact: true }).first().boundingBox()
      expect(name!.height).toBeLessThan(50)
      await opened.close()
    })

    test('home’s main button stands above the tab bar, and no card is wider than the screen', async () => {
      const opened = await openSmall('outsider', 'pages/home/home')
      const [button, tabs] = [
        await opened.locator('#home-camera').boundingBox(),
        await opened.locator('.tabs').boundingBox(),
      ]
      expect(button!.y + button!.height).toBeLessThan(tabs!.y)
      const wide = await opened.evaluate(
        () =>
          [...document.querySelectorAll('.call, .call .unbroken')].filter(
            (part) => part.getBoundingClientRect().right > innerWidth || part.scrollWidth > part.clientWidth,
          ).length,
      )
      expect(wide).toBe(0)
      await opened.close()
    })

    test('the word that closes an account is written where it can be seen', async () => {
      const opened = await openSmall('resident', 'modules/account/close/close')
      const [field, bar] = [
        await opened.locator('#close-word').boundingBox(),
        await opened.locator('.dock').boundingBox(),
      ]
      expect(field!.y + field!.height).toBeLessThan(bar!.y)
      await opened.close()
    })
  })

  test('a page reached by a link has a way home, and a bad link says so', async () => {
    const opened = await open('resident', 'modules/governance/appeals/detail?id=abc', 'normal')
    await opened.getByText('这个链接不完整，打不开').waitFor()
    expect(await opened.getByText('重试').count()).toBe(0)
    await opened.locator('[aria-label=回首页].nav-back').click()
    await opened.locator('#tab-home').filter({ visible: true }).first().waitFor()
    await opened.close()
  })

  test('who may not see the board gets no filters for it, and who may sees them all', async () => {
    const refused = await open('resident', 'modules/secretary/dispatch/list', 'normal')
    await refused.getByText('不在您的职责范围内').waitFor()
    expect(await refused.locator('.chip').count()).toBe(0)
    await refused.close()
    const board = await open('secretary', 'modules/secretary/dispatch/list', 'normal')
    const right = await board
      .locator('.chip')
      .evaluateAll((chips) => Math.max(...chips.map((c) => c.getBoundingClientRect().right)))
    expect(right).toBeLessThanOrEqual(390)
    await board.close()
  })

  test('each reads of a waiting order what is so for them', async () => {
    const { id } = await (await host.as('resident')).mutate('appeals.submit', lampAppeal())
    await host.runner.settle()
    const read = async (key: string, route: string) => {
      const opened = await open(key, `${route}?id=${id}`, 'normal')
      await opened.getByText('办理经过').waitFor()
      const text = await opened.locator('.page-body').textContent()
      await opened.close()
      return text
    }
    expect(await read('resident', 'modules/governance/appeals/detail')).toContain('有人接了马上告诉您')
    const worker = await read('worker', 'modules/worker/desk/order')
    expect(worker).toContain('还没有人接，您可以接')
    expect(worker).toContain('接单后能看到是谁提的')
    expect(await read('courier', 'modules/worker/desk/order')).not.toContain('接单后能看到')
    expect(await read('secretary', 'modules/secretary/dispatch/order')).toContain('能接单的人都看得到')
  })

  test('who supervises is led from the empty desk to the board', async () => {
    const opened = await open('secretary', 'pages/desk/desk', 'normal')
    await opened.getByText('去派单看板').click()
    await opened.locator('#board-open').waitFor()
    await opened.close()
  })
})
