import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { placeId, placeIds } from '../../local/county/cast'
import { lampAppeal } from '../appeals'
import type { Client, TestHost } from '../host'
import { pictures, stage } from './looks'

let host: TestHost
const on = {} as Record<'resident' | 'neighbour' | 'worker' | 'secretary' | 'subdistrict', Client>
const { browser, open, look } = await stage(
  async (given) => {
    host = given
    for (const key of ['resident', 'neighbour', 'worker', 'secretary', 'subdistrict'] as const)
      on[key] = await host.as(key)
    await fillTheBoard()
  },
  { scales: ['normal', 'desk', 'elder'] },
)

async function setClock(at: string) {
  host.clock.offsetMs += Date.parse(at) - host.clock.now().getTime()
  await host.runner.settle()
}

const ids: Record<string, string> = {}
async function submitted(name: string, key: 'resident' | 'neighbour', text: string, given: object = {}) {
  const { id } = await on[key].mutate('appeals.submit', { ...lampAppeal(), text, ...given })
  await host.runner.settle()
  ids[name] = id
}

/** A week of a community: late, nearly late, on time, whistled, closed. */
async function fillTheBoard() {
  await setClock('2026-10-28T10:00:00+08:00')
  await submitted('old', 'resident', '路灯一闪一闪，换过一次灯泡')
  await on.worker.mutate('desk.accept', { id: ids.old })
  await on.worker.mutate('desk.resolve', { id: ids.old, text: '换好了' })
  await on.resident.mutate('appeals.confirm', { id: ids.old })
  await setClock('2026-11-23T10:00:00+08:00')
  await submitted('late', 'resident', '楼道堆了旧家具，轮椅推不过去', { urgency: 'urgent', category: 'fireSafety' })
  await submitted('whistled', 'resident', '路口的灯杆斜了，大风天怕倒')
  await submitted('lamp', 'resident', '3号楼门口路灯不亮，晚上老人看不清台阶')
  await on.worker.mutate('desk.accept', { id: ids.lamp })
  await setClock('2026-11-25T15:30:00+08:00')
  await submitted('dark', 'neighbour', '三号楼门前的路灯黑了好几天，摸黑上楼')
  await on.worker.mutate('appeals.meToo', { id: ids.lamp })
  await submitted('gym', 'neighbour', '健身器材不能用了。前天孩子玩秋千，链条断了，旁边的路灯也不亮')
  await on.secretary.mutate('dispatch.whistle', {
    id: ids.whistled,
    text: '灯杆归市政管，社区没有权限',
    departmentId: placeId('市政养护所'),
  })
  await host.runner.settle()
  await setClock('2026-11-25T16:30:00+08:00')
}

const board = 'modules/secretary/dispatch/list'
const search = 'modules/secretary/dispatch/search'
const promises = 'modules/secretary/promises/promises'
const dispatchOrder = (id: string) => `modules/secretary/dispatch/order?id=${id}`

const at = (opened: Page, id: string) => opened.locator(`#${id}`)

async function find(opened: Page, words: string) {
  await at(opened, 'search-words').locator('input').fill(words)
  await at(opened, 'search-go').click()
}

describe.skipIf(!browser)('the secretary’s side on screen', { timeout: 120_000 }, () => {
  test('the board by its figures and chips; two cards abreast at a desk; kept while an order is looked at', async () => {
    await look('secretary', board, 'secretary-board', (opened) => opened.getByText('楼道堆了旧家具').waitFor())
    await look('secretary', board, 'secretary-board-filtered', async (opened) => {
      await at(opened, 'board-red').click()
      await opened.getByText('三号楼门前的路灯').waitFor({ state: 'detached' })
      await at(opened, 'board-category').click()
      await at(opened, 'board-category-fireSafety').click()
      await opened.getByText('类别：消防安全').waitFor()
      await opened.getByText('楼道堆了旧家具').waitFor()
    })
    await look('secretary', board, 'secretary-category-sheet', async (opened) => {
      await at(opened, 'board-category').click()
      await at(opened, 'board-category-noise').waitFor()
    })
    const opened = await open('secretary', board, 'normal')
    await opened.setViewportSize({ width: 1280, height: 844 })
    const [one, two] = [
      await at(opened, `order-${ids.late}`).boundingBox(),
      await opened.locator('.abreast > .card').nth(1).boundingBox(),
    ]
    expect(two!.y).toBe(one!.y)
    await at(opened, 'board-red').click()
    await at(opened, `order-${ids.dark}`).waitFor({ state: 'detached' })
    await at(opened, `order-${ids.late}`).click()
    await opened.getByText('办理经过').waitFor()
    await opened.goBack()
    await at(opened, `order-${ids.late}`).waitFor()
    expect(await at(opened, 'board-red').getAttribute('aria-selected')).toBe('true')
    expect(await at(opened, `order-${ids.dark}`).count()).toBe(0)
    await opened.close()
  })

  test('the search: too short, found with its words marked month by month, nothing found', async () => {
    await look('secretary', search, 'secretary-search', async (opened) => {
      await find(opened, '路灯')
      await opened.getByText('10月', { exact: true }).waitFor()
      expect(await opened.locator('.hit').first().textContent()).toBe('路灯')
    })
    await look('secretary', search, 'secretary-search-none', async (opened) => {
      await find(opened, '直升机')
      await opened.getByText('没找到「直升机」').waitFor()
    })
    await look('secretary', search, 'secretary-search-recent', async (opened) => {
      await opened.getByText('最近找过的').waitFor()
      await find(opened, '灯')
      await opened.getByText('每个词至少两个字').waitFor()
    })
  })

  test('merging: the likely one first, both beside each other, the whole with its part', async () => {
    await look('secretary', dispatchOrder(ids.dark!), 'secretary-merge-choose', async (opened) => {
      await at(opened, 'order-merge').click()
      await opened.getByText('很像').first().waitFor()
    })
    await look('secretary', dispatchOrder(ids.dark!), 'secretary-merge-compare', async (opened) => {
      await at(opened, 'order-merge').click()
      await at(opened, `candidate-${ids.lamp}`).click()
      await opened.getByText('并错了还能拆出来').waitFor()
    })
    await submitted('gone', 'resident', '3号楼门前的路灯灭了，很黑')
    const refused = await open('secretary', dispatchOrder(ids.dark!), 'normal')
    await at(refused, 'order-merge').click()
    await at(refused, `candidate-${ids.gone}`).click()
    await on.resident.mutate('appeals.withdraw', { id: ids.gone })
    await at(refused, 'merge-send').click()
    await refused.getByText('那一件不能再并进别的，请另选一件').waitFor()
    await at(refused, 'merge-back').click()
    await at(refused, `candidate-${ids.lamp}`).waitFor()
    await at(refused, `candidate-${ids.gone}`).waitFor({ state: 'detached' })
    await refused.close()
    const opened = await open('secretary', board, 'normal')
    await at(opened, `merge-${ids.dark}`).click()
    await at(opened, `candidate-${ids.lamp}`).click()
    await at(opened, 'merge-send').click()
    await opened.getByText('并好了').waitFor()
    await opened.waitForTimeout(300)
    await opened.screenshot({ path: join(pictures, 'secretary-merge-done-normal.png') })
    await at(opened, 'merge-open').click()
    await at(opened, `part-${ids.dark}`).waitFor()
    await opened.close()
    await look('secretary', dispatchOrder(ids.lamp!), 'secretary-whole', async (shown) => {
      await at(shown, `part-${ids.dark}`).scrollIntoViewIfNeeded()
    })
    await look('secretary', dispatchOrder(ids.dark!), 'secretary-part', async (shown) => {
      await at(shown, 'order-split').scrollIntoViewIfNeeded()
    })
  })

  test('how long things may take: the page, its sheet, what somebody else has set', async () => {
    await look('subdistrict', promises, 'secretary-promises', (opened) => opened.getByText('环境卫生').waitFor())
    await on.subdistrict.mutate('promises.set', {
      kind: 'appeal',
      placeId: placeIds.subdistrict,
      category: 'noise',
      urgency: 'normal',
      span: { workingDays: 2 },
      extension: { workingDays: 1 },
    })
    await look('subdistrict', promises, 'secretary-promise-sheet', async (opened) => {
      await at(opened, 'promise-noise').click()
      await at(opened, 'promise-span-more').click()
      await at(opened, 'promise-unset').scrollIntoViewIfNeeded()
    })
    await look('secretary', promises, 'secretary-promises-read', async (opened) => {
      await opened.getByText('青檀街道定的').first().waitFor()
      expect(await opened.locator('[id^=promise-]').count()).toBe(0)
    })
  })
})
