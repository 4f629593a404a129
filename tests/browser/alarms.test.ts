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
async function fire() {
  const resident = await host.as('resident')
  const told = { ...lampAppeal(), text: '3号楼楼道里着火了', category: 'fireSafety', urgency: 'emergency' }
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
