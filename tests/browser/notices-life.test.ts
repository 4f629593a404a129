import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { placeIds } from '../../local/county/cast'
import type { Client, TestHost } from '../host'
import { noticeForm } from '../modules/civic/notice-world'
import { pictures, stage } from './looks'

const HOUR = 3_600_000
const MINE = 'modules/civic/notices/mine'
const LIST = 'modules/civic/notices/list'
const WATER = '周三停水，请提前存水'

let host: TestHost
let secretary: Client
let subdistrict: Client
let water: string
let draft: string
const { browser, open, look } = await stage(
  async (given) => {
    host = given
    host.simulators.wechat.settings.latencyMs = 0
    ;[secretary, subdistrict] = [await host.as('secretary'), await host.as('subdistrict')]
    const resident = await host.as('resident')
    await resident.mutate('messages.consent', { results: { 'tmpl-notice-posted': 'accept' } })
    const neighbour = await host.as('neighbour')
    await neighbour.mutate('messages.consent', { results: { 'tmpl-notice-posted': 'accept' } })
    water = await published({})
    await resident.mutate('notices.read', { id: water })
    draft = await saved({ title: '明晚社区放电影' })
  },
  { at: '2026-11-24T13:30:00+08:00' },
)

const later = (ms: number) => new Date(host.clock.now().getTime() + ms).toISOString()
async function saved(given: object, by = secretary): Promise<string> {
  return (await by.mutate('notices.save', noticeForm({ isUrgent: false, ...given }))).id
}
async function published(given: object, by = secretary): Promise<string> {
  const id = await saved(given, by)
  await by.mutate('notices.publish', { id, at: null })
  await host.runner.settle()
  return id
}

const at = (opened: Page, id: string) => opened.locator(`[id="${id}"]`)
const words = (opened: Page, text: string) => opened.getByText(text).first().waitFor()
const reach = (id: string) => `modules/civic/notices/reach?id=${id}`

/** In both scales, and in the dark. */
async function lookThrice(key: string, route: string, name: string, act: (opened: Page) => Promise<unknown>) {
  await look(key, route, name, act)
  const dark = await open(key, route, 'dark')
  await act(dark)
  await dark.waitForTimeout(300)
  await dark.screenshot({ path: join(pictures, `${name}-dark.png`) })
  await dark.close()
}

describe.skipIf(!browser)('what becomes of a notice, on screen', { timeout: 240_000 }, () => {
  test('corrected, and whom that has not reached yet', async () => {
    await lookThrice('secretary', reach(water), 'notice-correct', async (opened) => {
      await at(opened, 'reach-more').click()
      await at(opened, 'more-correct').click()
      await at(opened, 'correct-what').locator('input, textarea').fill('停水改到周四')
    })
    await secretary.mutate('notices.correct', {
      id: water,
      title: WATER,
      body: '改到11月26日（周四）早9点到晚5点停水。',
      whatChanged: '停水改到周四',
    })
    await host.runner.settle()
    await look('secretary', reach(water), 'notice-corrected', (opened) => words(opened, '1 人看的是更正前的'))
    await lookThrice('resident', 'pages/messages/messages', 'notice-corrected-message', (opened) =>
      words(opened, `更正：${WATER}`),
    )
    await look('resident', LIST, 'notice-corrected-list', (opened) => words(opened, '已更正'))
  })

  test('pinned, unpinned, reminded once in four hours', async () => {
    await look('secretary', reach(water), 'notice-pin', async (opened) => {
      await at(opened, 'reach-more').click()
      await at(opened, 'more-pin').click()
      await words(opened, '置顶到 明天 18:00')
    })
    await secretary.mutate('notices.pin', { id: water, until: later(28 * HOUR) })
    await lookThrice('secretary', reach(water), 'notice-more', async (opened) => {
      await at(opened, 'reach-more').click()
      await words(opened, '取消置顶，现在置顶到')
    })
    const page = await open('secretary', reach(water), 'normal')
    await at(page, 'reach-remind').click()
    await words(page, '正在提醒还没看的人')
    await page.waitForTimeout(2500)
    await at(page, 'reach-remind').click()
    await words(page, '4 小时内提醒过了，晚点再提醒')
    await page.screenshot({ path: join(pictures, 'notice-reminded-normal.png') })
    await page.close()
  })

  test('scheduled, and held back', async () => {
    await look('secretary', `modules/civic/notices/compose?id=${draft}`, 'notice-schedule', async (opened) => {
      await at(opened, 'notice-schedule').click()
      await words(opened, '定在 明天 18:00')
    })
    await secretary.mutate('notices.publish', { id: draft, at: later(28 * HOUR) })
    await lookThrice('secretary', MINE, 'notice-held', async (opened) => {
      await at(opened, `notice-${draft}`).click()
      await at(opened, 'notice-hold').waitFor()
    })
  })

  test('the message about one to approve opens it, and the author’s leads to what is to be put right', async () => {
    await subdistrict.mutate('notices.setApproval', { placeId: placeIds.community, needsApproval: true })
    const id = await saved({ title: '周末老年大学停课' })
    await secretary.mutate('notices.publish', { id, at: null })
    await host.runner.settle()
    await look('secretary', MINE, 'notice-waiting', async (opened) => {
      await at(opened, `notice-${id}`).click()
      await at(opened, 'notice-hold').waitFor()
    })
    await lookThrice('subdistrict', 'pages/messages/messages', 'notice-asked', async (opened) => {
      await opened.getByText('有通知等您审批').first().click()
      await words(opened, '同意发这条通知吗')
      await words(opened, '周末老年大学停课')
    })
    await subdistrict.mutate('notices.decide', { id, isApproved: false, why: '写上哪天补课' })
    await host.runner.settle()
    await look('secretary', 'pages/messages/messages', 'notice-refused', async (opened) => {
      await opened.getByText('您的通知没有通过审批').first().click()
      await words(opened, '退回来改：写上哪天补课')
    })
    await subdistrict.mutate('notices.setApproval', { placeId: placeIds.community, needsApproval: false })
  })

  test('whom it goes to: a list, tags, roles', async () => {
    const wanted = { placeId: placeIds.community, filter: { tag: 'livesAlone' }, purpose: 'care' }
    await secretary.mutate('people.open', wanted)
    const id = await saved({ title: '独居老人送餐' })
    for (const who of ['list', 'tags', 'roles'] as const)
      await look('secretary', `modules/civic/notices/compose?id=${id}`, `notice-to-${who}`, async (opened) => {
        await at(opened, 'audience-change').click()
        await at(opened, `who-${who}`).click()
        const one = { list: '独居，', tags: '独居', roles: '网格员' }[who]
        await opened
          .getByText(one, { exact: who !== 'list' })
          .last()
          .click()
      })
  })

  test('the subdistrict and the county tell the places below', async () => {
    const two = { placeIds: [placeIds.community, placeIds.otherCommunity], who: { kind: 'all' } }
    const id = await saved({ title: '街道办事处搬到新址', audience: two }, subdistrict)
    await lookThrice('subdistrict', `modules/civic/notices/compose?id=${id}`, 'notice-wide', async (opened) => {
      await words(opened, '预计通知到')
      await at(opened, 'audience-change').click()
      await at(opened, `to-${placeIds.otherCommunity}`).waitFor()
    })
    await subdistrict.mutate('notices.publish', { id, at: null })
    await host.runner.settle()
    await look('subdistrict', reach(id), 'notice-wide-reach', (opened) => words(opened, '各社区情况'))
    await look('county', 'modules/civic/notices/compose', 'notice-county', async (opened) => {
      await at(opened, 'audience-change').click()
      await words(opened, '整个青禾县')
    })
  })

  test('over at its end, for who reads and for who wrote', async () => {
    const id = await published({ title: '今天下午打疫苗', expiresAt: later(HOUR) })
    host.clock.offsetMs += HOUR + 1000
    await host.runner.settle()
    await lookThrice('resident', LIST, 'notice-over-list', (opened) => words(opened, '已过期'))
    await look('secretary', reach(id), 'notice-over-reach', async (opened) => {
      await words(opened, '各楼情况')
      expect(await at(opened, 'reach-remind').count()).toBe(0)
    })
  })

  test('the door list is printed at a desk: the doors alone', async () => {
    await secretary.mutate('notices.sendDoorList', { id: water })
    await host.runner.settle()
    const worker = await host.as('worker')
    const list = (await worker.query('doors.lists')).find(({ title }: any) => title === WATER)
    const page = await open('worker', `modules/worker/doors/sheet?id=${list.id}`, 'normal')
    await page.setViewportSize({ width: 1280, height: 900 })
    await page.evaluate(() => {
      window.print = () => document.body.setAttribute('data-printed', 'yes')
    })
    await at(page, 'door-print').click()
    expect(await page.locator('body[data-printed=yes]').count()).toBe(1)
    await page.emulateMedia({ media: 'print' })
    expect(await at(page, 'door-print').isVisible()).toBe(false)
    await page.screenshot({ path: join(pictures, 'doors-printed.png') })
    await page.close()
  })
})
