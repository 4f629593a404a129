import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { personId, placeIds } from '../../local/county/cast'
import type { TestHost } from '../host'
import { pictures, stage } from './looks'

let host: TestHost
const { browser, open, look } = await stage(
  (given) => {
    host = given
  },
  { at: '2026-11-25T16:30:00+08:00', scales: ['normal', 'desk', 'elder', 'dark'] },
)

const at = (opened: Page, id: string) => opened.locator(`[id="${id}"]`)

const list = `modules/secretary/people/list?place=${placeIds.community}`
const whole = { placeId: placeIds.community, filter: {}, purpose: 'emergency' }

describe.skipIf(!browser)('lists of people on screen', { timeout: 180_000 }, () => {
  test('what a list is for, what it holds, and who reads it across the page', async () => {
    await look('secretary', `${list}&tag=livesAlone`, 'list-purpose', (opened) => at(opened, 'for-care').click())
    await look('secretary', list, 'list-asks', (opened) => at(opened, 'list-ask').waitFor())
    const secretary = await host.as('secretary')
    const wanted = { placeId: placeIds.community, filter: { tag: 'livesAlone' }, purpose: 'care' }
    const { listId } = await secretary.mutate('people.open', wanted)
    const opened = `modules/secretary/people/opened?id=${listId}`
    await look('secretary', opened, 'list-opened', (page) => page.locator('.watermark').waitFor())
    await look('secretary', opened, 'list-reveal', async (page) => {
      await at(page, `reveal-phone-${personId('elder')}`).click()
      await at(page, 'purpose-call').click()
    })
  })

  test('a number is shown whole for half a minute', async () => {
    const secretary = await host.as('secretary')
    const wanted = { placeId: placeIds.community, filter: { tag: 'livesAlone' }, purpose: 'care' }
    const { listId } = await secretary.mutate('people.open', wanted)
    const page = await open('secretary', `modules/secretary/people/opened?id=${listId}`, 'normal')
    await at(page, `reveal-phone-${personId('elder')}`).click()
    await at(page, 'purpose-call').click()
    await page.clock.install()
    await at(page, 'reveal-send').click()
    const shown = page.getByText(/，1\d{10}$/)
    await shown.waitFor()
    await page.clock.runFor(25_000)
    expect(await shown.count()).toBe(1)
    await page.clock.runFor(6_000)
    expect(await shown.count()).toBe(0)
    await page.close()
  })

  test('a taken list is saved once as a table; its print says whose it is', async () => {
    const secretary = await host.as('secretary')
    const wanted = { placeId: placeIds.building, filter: {}, purpose: 'care' }
    const { listId } = await secretary.mutate('people.open', wanted)
    const page = await open('secretary', `modules/secretary/people/opened?id=${listId}`, 'normal')
    await at(page, 'list-export').click()
    await page.screenshot({ path: join(pictures, 'list-export-normal.png') })
    await at(page, 'list-export-send').click()
    await at(page, 'list-save').waitFor()
    await page.screenshot({ path: join(pictures, 'list-exported-normal.png') })
    const saved = page.waitForEvent('download')
    await at(page, 'list-save').click()
    const download = await saved
    expect(readFileSync(await download.path(), 'utf8')).toContain('周敏 尾号')
    const printed = page.context().waitForEvent('page')
    await at(page, 'list-print').click()
    const print = await printed
    await print.waitForLoadState()
    await print.setViewportSize({ width: 900, height: 1100 })
    await print.screenshot({ path: join(pictures, 'list-print.png') })
    await print.emulateMedia({ media: 'print' })
    await print.screenshot({ path: join(pictures, 'list-printed.png') })
    expect(await print.locator('tbody tr').count()).toBeGreaterThan(20)
    await print.close()
    await page.close()
  })

  test('approvals, those waiting and one’s own', async () => {
    const [secretary, subdistrict] = [await host.as('secretary'), await host.as('subdistrict')]
    await look('secretary', 'modules/secretary/approvals/list', 'approvals-none', (page) =>
      page.getByText('没有名单要审批').waitFor(),
    )
    const asked = async (filter: object) => (await secretary.mutate('approvals.ask', { ...whole, filter })).id
    const first = await asked({})
    await subdistrict.mutate('approvals.decide', { id: await asked({ sex: 'female' }), isApproved: true })
    await subdistrict.mutate('approvals.decide', { id: await asked({ sex: 'male' }), isApproved: false })
    await look('secretary', 'modules/secretary/approvals/list', 'approvals-mine', (page) =>
      page.getByText('同意了', { exact: false }).first().waitFor(),
    )
    await look('secretary', `${list}&sex=female`, 'list-usable', (page) => at(page, 'list-open').waitFor())
    await look('subdistrict', 'modules/secretary/approvals/list', 'approvals-decide', (page) =>
      at(page, `waiting-${first}`).click(),
    )
  })

  test('the card of a resident, with what can be seen whole', async () => {
    await look('worker', `modules/worker/residents/card?id=${personId('elder')}`, 'card-reveal', (page) =>
      at(page, `reveal-phone-${personId('elder')}`).scrollIntoViewIfNeeded(),
    )
  })
})
