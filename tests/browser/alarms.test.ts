import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { lampAppeal } from '../appeals'
import type { TestHost } from '../host'
import { pictures, stage } from './looks'

let host: TestHost
let orderId: string
let id: string
const { browser, open, look } = await stage(async (given) => {
  host = given
  ;({ orderId, id } = await fire())
})

/** A fire at the resident's building: the appeal and its alarm. */
async function fire(text = '3号楼楼道里着火了') {
  const resident = await host.as('resident')
  const told = { ...lampAppeal(), text, category: 'fireSafety', urgency: 'emergency' }
  const { id: orderId } = await resident.mutate('appeals.submit', told)
  await host.runner.settle()
  const { rows } = await host.database.pool.query('select id from ladders where subject_id = $1', [orderId])
  return { orderId: orderId as string, id: rows[0].id as string }
}

const words = (opened: Page, text: string) => opened.getByText(text).first().waitFor()
const route = () => `modules/account/alarms/alarm?id=${id}`

describe.skipIf(!browser)('an alarm on screen', { timeout: 180_000 }, () => {
  test('home, the desk and the messages lead to it; it is red, and says what, where, since when and who was rung', async () => {
    await look('worker', 'pages/desk/desk', 'alarm-desk', (opened) => words(opened, '还没人答应'))
    await look('courier', 'pages/home/home', 'alarm-home', (opened) => words(opened, '还没人答应'))
    await look('worker', 'pages/messages/messages', 'alarm-messages', (opened) => words(opened, '还没人答应'))
    await look('worker', route(), 'alarm', (opened) => words(opened, '叫过谁'))
    await look('worker', 'modules/account/alarms/list', 'alarm-list', (opened) => words(opened, '紧急诉求'))
    const dark = await open('worker', route(), 'dark')
    await words(dark, '叫过谁')
    await dark.screenshot({ path: join(pictures, 'alarm-dark.png') })
    await dark.close()
  })

  test('it sounds after a tap where the browser wants one, is muted, and is silent once somebody answers', async () => {
    const { id } = await fire('5号楼电动车棚着火了')
    const route = `modules/account/alarms/alarm?id=${id}`
    const first = await open('worker', 'modules/account/alarms/list', 'normal')
    // Chromium takes what a test evaluates for a tap; this refuses as it does without one.
    await first.context().addInitScript(() => {
      const played: HTMLMediaElement[] = []
      Object.assign(window, { played })
      let isTapped = false
      addEventListener(
        'click',
        () => {
          isTapped = true
        },
        true,
      )
      const { play } = HTMLMediaElement.prototype
      HTMLMediaElement.prototype.play = function () {
        if (!isTapped) return Promise.reject(new DOMException('no tap', 'NotAllowedError'))
        played.push(this)
        return play.call(this)
      }
    })
    await first.close()
    const page = await open('worker', route, 'normal')
    const sounds = () =>
      page.evaluate(() => {
        const { played } = window as unknown as { played: HTMLMediaElement[] }
        return played.filter(({ paused, loop, duration }) => !paused && loop && duration > 0.9).length
      })
    await words(page, '还没响铃，要您点一下才能响')
    await page.screenshot({ path: join(pictures, 'alarm-refused-normal.png') })
    expect(await sounds()).toBe(0)
    await page.locator('#alarm-sound').click()
    await words(page, '正在响铃')
    await expect.poll(sounds, { timeout: 15_000 }).toBe(1)
    await page.locator('#alarm-sound').click()
    await words(page, '静音了')
    expect(await sounds()).toBe(0)
    await page.locator('#alarm-sound').click()
    await expect.poll(sounds, { timeout: 15_000 }).toBe(1)
    await (await host.as('courier')).mutate('alarms.acknowledge', { id })
    await words(page, '您不用赶')
    expect(await sounds()).toBe(0)
    await page.close()
  })

  test('one tap answers it, everybody sees who goes, and a second one hears who was first', async () => {
    const courier = await open('courier', route(), 'normal')
    const worker = await open('worker', route(), 'normal')
    await worker.locator('#alarm-answer').click()
    await words(worker, '您 今天')
    expect(await worker.locator('#alarm-answer').count()).toBe(0)
    await words(courier, '刘海峰 今天')
    await courier.close()
    await worker.locator('#alarm-record').click()
    await words(worker, '3号楼楼道里着火了')
    await worker.close()
    await look('worker', route(), 'alarm-answered', (opened) => words(opened, '路上小心'))
    await look('worker', 'modules/account/alarms/list', 'alarm-list-ended', (opened) => words(opened, '一天内的告警'))
    await look('resident', `modules/governance/appeals/detail?id=${orderId}`, 'alarm-appeal', (opened) =>
      words(opened, '答应马上到'),
    )
  })
})
