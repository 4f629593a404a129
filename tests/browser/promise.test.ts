import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { placeId } from '../../local/county/cast'
import { lampAppeal } from '../appeals'
import { type Client, type TestHost, testHost } from '../host'
import { openBrowser } from './browser'
import { openerOf } from './looks'
import { dp, smallTargets } from './measure'

const pictures = join(import.meta.dirname, '../.artifacts/screens')
const browser: Browser | null = await openBrowser()
const MUNICIPAL = { departmentId: placeId('市政养护所') }

let host: TestHost
let open: ReturnType<typeof openerOf>
const on = {} as Record<'resident' | 'worker' | 'secretary' | 'department', Client>

beforeAll(async () => {
  if (!browser) return
  if (!existsSync(join(import.meta.dirname, '../../dist/h5/index.html')))
    throw new Error('dist/h5 is missing: npm run build:h5')
  mkdirSync(pictures, { recursive: true })
  host = await testHost()
  open = openerOf(browser, host)
  for (const key of ['resident', 'worker', 'secretary', 'department'] as const) on[key] = await host.as(key)
  await setClock('2026-11-24T10:00:00+08:00')
})
afterAll(async () => {
  await browser?.close()
  await host?.stop()
})

async function setClock(at: string) {
  host.clock.offsetMs += Date.parse(at) - host.clock.now().getTime()
  await host.runner.settle()
}

async function submitted(text: string, given: object = {}): Promise<string> {
  const { id } = await on.resident.mutate('appeals.submit', { ...lampAppeal(), text, ...given })
  await host.runner.settle()
  return id
}

const board = 'modules/secretary/dispatch/list'
const detail = (id: string) => `modules/governance/appeals/detail?id=${id}`
const deskOrder = (id: string) => `modules/worker/desk/order?id=${id}`
const dispatchOrder = (id: string) => `modules/secretary/dispatch/order?id=${id}`

/** In both scales: nothing wider than the screen, targets for thumbs, and a picture to look at. */
async function look(key: string, route: string, name: string, act: (opened: Page) => Promise<unknown>) {
  for (const scale of ['normal', 'elder'] as const) {
    const opened = await open(key, route, scale)
    await act(opened)
    await opened.waitForTimeout(200)
    await opened.screenshot({ path: join(pictures, `${name}-${scale}.png`) })
    const overflow = await opened.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    expect(overflow, `${name} ${scale} is wider than the screen`).toBeLessThanOrEqual(0)
    const least = scale === 'elder' ? dp.elderTarget : dp.target
    expect(await smallTargets(opened, least), `${name} ${scale}`).toEqual([])
    await opened.close()
  }
}

describe.skipIf(!browser)('the promise on screen', { timeout: 90_000 }, () => {
  test('a pause is said with its reason, to the resident and on the order of who works on it', async () => {
    const id = await submitted('3号楼的感应灯不亮，等了一个星期')
    await on.worker.mutate('desk.accept', { id })
    await on.worker.mutate('desk.pause', { id, reason: 'parts', text: '灯头订了货，周五到' })
    await host.runner.settle()
    await look('resident', detail(id), 'detail-paused', (opened) => opened.getByText('恢复后接着算').waitFor())
    await look('worker', deskOrder(id), 'order-paused', (opened) => opened.locator('#order-resume').waitFor())
    await look('worker', deskOrder(id), 'sheet-extend', async (opened) => {
      await opened.locator('#order-extend').click()
      await opened.locator('#extend-send').waitFor()
    })
    await look('worker', deskOrder(id), 'sheet-reclassify', async (opened) => {
      await opened.locator('#order-reclassify').click()
      await opened.locator('#reclassify-send').waitFor()
    })
  })

  test('the department’s desk and its order', async () => {
    const id = await submitted('路口的灯杆斜了，大风天怕倒')
    await on.secretary.mutate('dispatch.whistle', { id, text: '灯杆归市政管，社区没有权限', ...MUNICIPAL })
    await host.runner.settle()
    await look('department', 'pages/desk/desk', 'desk-department', (opened) =>
      opened.getByText('路口的灯杆斜了').waitFor(),
    )
    await look('department', deskOrder(id), 'order-whistled', (opened) => opened.getByText('等您报到').waitFor())
    await look('resident', detail(id), 'detail-whistled', (opened) => opened.getByText('等市政养护所报到').waitFor())
  })

  test('the board: lights in words, overdue first', async () => {
    const late = await submitted('楼道堆了旧家具，轮椅推不过去', { urgency: 'urgent' })
    await on.secretary.mutate('dispatch.supervise', { id: late, text: '今天去看一下，明天说结果' })
    await setClock('2026-12-04T10:00:00+08:00')
    await look('secretary', board, 'board', async (opened) => {
      await opened.getByText('楼道堆了旧家具').waitFor()
      expect(await opened.getByText('超期', { exact: true }).count()).toBeGreaterThan(1)
    })
    await look('resident', detail(late), 'detail-overdue', (opened) => opened.getByText('比承诺的时间晚了').waitFor())
  })

  test('the moves of the secretary on an order that waits', async () => {
    const fresh = await submitted('单元门的闭门器坏了')
    await look('secretary', dispatchOrder(fresh), 'order-secretary', (opened) =>
      opened.locator('#order-assign').waitFor(),
    )
    await look('secretary', dispatchOrder(fresh), 'sheet-whistle', async (opened) => {
      await opened.locator('#order-whistle').click()
      await opened.getByText('市政养护所').waitFor()
    })
  })

  test('closed: the resident is asked once, the secretary calls back', async () => {
    const id = await submitted('花坛边的护栏歪了')
    await on.worker.mutate('desk.accept', { id })
    await on.worker.mutate('desk.resolve', { id, text: '扶正了' })
    await look('resident', detail(id), 'detail-resolved', (opened) => opened.getByText('就自动结案').waitFor())
    await on.resident.mutate('appeals.confirm', { id })
    await host.runner.settle()
    await look('resident', detail(id), 'detail-rate', (opened) => opened.locator('#rate-fair').waitFor())
    await look('secretary', dispatchOrder(id), 'sheet-call-back', async (opened) => {
      await opened.locator('#order-callBack').click()
      await opened.locator('#result-unreachable').waitFor()
    })
  })

  test('what it sounds like is filled in; danger shows the number before all else', async () => {
    await look('resident', 'modules/governance/appeals/submit', 'submit-heard', async (opened) => {
      await opened.locator('#appeal-text textarea').fill('楼下有人半夜放音响，吵得睡不着')
      await opened.getByText('听着像：噪音扰民').waitFor()
    })
    await look('resident', 'modules/governance/appeals/submit', 'submit-emergency', async (opened) => {
      await opened.locator('#appeal-text textarea').fill('楼道里着火了，好大的烟')
      await opened.locator('#emergency-call-119').waitFor()
      const [call, words] = [
        await opened.locator('#emergency-call-119').boundingBox(),
        await opened.locator('#appeal-text').boundingBox(),
      ]
      expect(call!.y).toBeLessThan(words!.y)
    })
  })
})
