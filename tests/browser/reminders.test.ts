import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, test } from 'vitest'
import { lampAppeal } from '../appeals'
import { pictures, stage } from './looks'

const { browser, open, look } = await stage(
  async (host) => {
    const [resident, worker] = [await host.as('resident'), await host.as('worker')]
    const { id } = await resident.mutate('appeals.submit', lampAppeal())
    await worker.mutate('desk.accept', { id })
    await host.runner.settle()
    await worker.mutate('desk.resolve', { id, text: '灯换好了，亮了' })
    await host.runner.settle()
    for (const results of [{ 'tmpl-appeal-progress': 'accept' }, { 'tmpl-alarm-raised': 'accept' }])
      await resident.mutate('messages.consent', { results })
  },
  { at: '2026-11-25T16:30:00+08:00' },
)

const words = (opened: Page, text: string) => opened.getByText(text).first().waitFor()
const tap = (opened: Page, id: string) => opened.locator(`#${id}`).last().click()

describe.skipIf(!browser)('messages and reminders, on screen', { timeout: 240_000 }, () => {
  test('what asks something stands first, with its button', async () => {
    await look('resident', 'pages/messages/messages', 'messages', (opened) => words(opened, '看办得怎样，去确认'))
  })

  test('the bank says what each reminder is for and how many are left', async () => {
    await look('resident', 'pages/messages/messages', 'messages-bank', async (opened) => {
      await tap(opened, 'bank')
      await words(opened, '还剩 1 次，快用完了')
    })
  })

  test('home says how many are left and why they matter', async () => {
    await look('resident', 'pages/home/home', 'home-bank', (opened) => words(opened, '微信提醒还能收 1 次'))
  })

  test('each kind has its switch, and quiet hours their sheet', async () => {
    await look('family', 'modules/account/reminders/reminders', 'reminders', (opened) => words(opened, '一直开着'))
    await look('family', 'modules/account/reminders/reminders', 'reminders-quiet', async (opened) => {
      await tap(opened, 'reminders-quiet')
      await words(opened, '晚上从几点')
    })
  })

  test('the pause of alarms names whom one would not hear of and who is told instead', async () => {
    await look('family', 'modules/account/reminders/pause', 'reminders-pause', async (opened) => {
      await words(opened, '出了事')
      await tap(opened, 'pause-8')
      await words(opened, '暂停 8 小时')
    })
  })

  test('in the dark', async () => {
    for (const [key, route, name, text] of [
      ['resident', 'pages/messages/messages', 'messages-dark', '看办得怎样，去确认'],
      ['family', 'modules/account/reminders/pause', 'reminders-pause-dark', '出了事'],
    ] as const) {
      const opened = await open(key, route, 'dark')
      await words(opened, text)
      await opened.waitForTimeout(300)
      await opened.screenshot({ path: join(pictures, `${name}.png`) })
      await opened.close()
    }
  })
})
