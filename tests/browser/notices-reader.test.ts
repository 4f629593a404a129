import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { placeIds } from '../../local/county/cast'
import { pdf } from '../fixtures/files/documents'
import type { Client, TestHost } from '../host'
import { noticeForm } from '../modules/civic/notice-world'
import { pictures, stage } from './looks'
import { isAslant, sheetsOf } from './paper'

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

/** A document that its author brought up; answers its id. */
async function sentUp(author: Client, name: string): Promise<string> {
  const body = pdf()
  const { id } = await author.mutate('files.begin', { mime: 'application/pdf', bytes: body.length, name })
  const headers = { authorization: `Bearer ${author.token}`, 'content-type': 'application/pdf' }
  const { status } = await fetch(`${host.url}/files/${id}`, { method: 'POST', headers, body: new Uint8Array(body) })
  expect(status).toBe(200)
  await author.mutate('files.finish', { id })
  return id
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

  test('the sheet prints whole, in the dark too; who took it and when stands across every sheet of paper', async () => {
    // So many doors that they fill more than one sheet.
    const secretary = await host.as('secretary')
    const { id } = await secretary.mutate('notices.save', noticeForm({ title: '请到社区登记电动车' }))
    await secretary.mutate('notices.publish', { id, at: null })
    await host.runner.settle()
    await secretary.mutate('notices.sendDoorList', { id })
    await host.runner.settle()
    const lists = await (await host.as('worker')).query('doors.lists')
    const { id: listId, open: doors } = lists.find(({ title }: any) => title === '请到社区登记电动车')
    const page = await open('worker', `modules/worker/doors/sheet?id=${listId}`, 'dark')
    await words(page, '打印名单')
    const mark = await page.locator('.watermark-one').first().textContent()
    expect(mark).toMatch(/^刘海峰 尾号\d{4} \d{4}-\d{2}-\d{2} \d{2}:\d{2} 编号[0-9A-F]{8}$/)
    await page.evaluate(() => {
      window.print = () => void Object.assign(window, { isPrinted: true })
    })
    await page.locator('#door-print').click()
    expect(await page.evaluate(() => (window as unknown as { isPrinted?: boolean }).isPrinted)).toBe(true)
    const paper = { format: 'A4', margin: { top: '12mm', bottom: '12mm', left: '12mm', right: '12mm' } } as const
    const sheets = sheetsOf(await page.pdf({ path: join(pictures, 'doors-sheet.pdf'), ...paper }))
    // A row and its box take a centimetre at least.
    expect(sheets.length).toBeGreaterThanOrEqual(Math.ceil(doors / 27))
    // Only the mark stands aslant.
    expect(sheets.map(isAslant)).toEqual(sheets.map(() => true))
    await page.emulateMedia({ media: 'print' })
    await page.setViewportSize({ width: 720, height: 1020 })
    await page.screenshot({ path: join(pictures, 'doors-sheet-print.png'), fullPage: true })
    await page.addStyleTag({ content: '.watermark { display: none }' })
    expect(sheetsOf(await page.pdf(paper)).some(isAslant)).toBe(false)
    await page.close()
  })

  test('a document is saved under its name, also when the page has stood for long; what cannot be fetched is told', async () => {
    const secretary = await host.as('secretary')
    const fileId = await sentUp(secretary, '停水范围.pdf')
    const { id } = await secretary.mutate('notices.save', noticeForm({ title: '停水范围', fileIds: [fileId] }))
    await secretary.mutate('notices.publish', { id, at: null })
    await host.runner.settle()
    const page = await open('resident', `modules/civic/notices/detail?id=${id}`, 'normal')
    const document = page.locator('[id^=notice-file-]')
    await document.waitFor()
    await page.screenshot({ path: join(pictures, 'notice-document-normal.png') })
    for (const minutes of [0, 20]) {
      host.clock.offsetMs += minutes * 60_000
      const saved = page.waitForEvent('download')
      await document.click()
      const download = await saved
      expect(download.suggestedFilename()).toBe('停水范围.pdf')
      expect(readFileSync(await download.path())).toEqual(pdf())
    }
    let release = () => {}
    const until = new Promise<void>((resolve) => {
      release = resolve
    })
    await page.route('**/files/**', (route) => until.then(() => route.abort()))
    await document.click()
    await words(page, '正在打开')
    release()
    await words(page, '没连上网，连上后再试一次')
    expect(await page.getByText('正在打开').count()).toBe(0)
    await page.close()
  })
})
