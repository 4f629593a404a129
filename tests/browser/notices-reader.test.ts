import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { placeIds } from '../../local/county/cast'
import type { TestHost } from '../host'
import { noticeForm } from '../modules/civic/notice-world'
import { pictures, stage } from './looks'

let host: TestHost
let id: string
let listId: string
const { browser, open, look } = await stage(async (given) => {
  host = given
  ;({ id, listId } = await posted())
})

/** A pinned notice to the resident's entrance that was corrected, with a door list of those it did not reach. */
async function posted() {
  const secretary = await host.as('secretary')
  const audience = { placeIds: [placeIds.entrance], who: { kind: 'all' } }
  const pinnedUntil = new Date(host.clock.now().getTime() + 86_400_000).toISOString()
  const form = noticeForm({ audience, pinnedUntil, needsConfirmation: true })
  const { id } = await secretary.mutate('notices.save', form)
  await secretary.mutate('notices.publish', { id, at: null })
  await host.runner.settle()
  const { title, body } = form
  await secretary.mutate('notices.correct', { id, title, body, whatChanged: '改到早8点停水' })
  await secretary.mutate('notices.sendDoorList', { id })
  await host.runner.settle()
  const [list] = await (await host.as('worker')).query('doors.lists')
  return { id: id as string, listId: list.id as string }
}

const words = (opened: Page, text: string) => opened.getByText(text).first().waitFor()

describe.skipIf(!browser)('notices and doors on screen', { timeout: 180_000 }, () => {
  test('home, the list and the notice', async () => {
    await look('resident', 'pages/home/home', 'notices-home', (opened) => words(opened, '周三停水'))
    await look('resident', 'modules/civic/notices/list', 'notices-list', (opened) => words(opened, '要您确认'))
    const route = `modules/civic/notices/detail?id=${id}`
    await look('resident', route, 'notice', (opened) => words(opened, '改到早8点停水'))
    const dark = await open('resident', route, 'dark')
    await words(dark, '改到早8点停水')
    await dark.locator('#notice-plain').click()
    await words(dark, '按规则整理，以原文为准')
    await dark.screenshot({ path: join(pictures, 'notice-dark.png') })
    await dark.locator('#notice-confirm').click()
    await words(dark, '已知晓')
    await dark.waitForFunction(() => document.querySelector('#notice-confirm') === null)
    await dark.close()
  })

  test('the worker’s lists, the doors, the mark and the sheet', async () => {
    await look('worker', 'modules/worker/doors/lists', 'doors-lists', (opened) => words(opened, '周三停水'))
    const route = `modules/worker/doors/list?id=${listId}`
    await look('worker', route, 'doors-list', (opened) => words(opened, '标记告知'))
    await look('worker', `modules/worker/doors/sheet?id=${listId}`, 'doors-sheet', (opened) =>
      words(opened, '打印名单'),
    )
    const opened = await open('worker', route, 'normal')
    await opened.locator('[id^=door-mark-]').first().click()
    await words(opened, '当面说了')
    await opened.screenshot({ path: join(pictures, 'doors-mark-sheet.png') })
    await opened.locator('#door-how-inPerson').click()
    await opened.locator('#door-mark-send').click()
    await words(opened, '撤回标记')
    expect(await opened.locator('[id^=door-undo-]').count()).toBe(1)
    await opened.close()
  })
})
