import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { placeIds } from '../../local/county/cast'
import type { TestHost } from '../host'
import { noticeForm } from '../modules/civic/notice-world'
import { pictures, stage } from './looks'

let host: TestHost
let draftId: string
const { community, subdistrict: street, building } = placeIds

const { browser, open, look } = await stage(
  async (given) => {
    host = given
    host.simulators.wechat.settings.latencyMs = 0
    const [secretary, above] = [await host.as('secretary'), await host.as('subdistrict')]
    await above.mutate('notices.setCap', { placeId: community, capFen: 100 })
    const paid = { sms: true, voice: false }
    const { id } = await secretary.mutate('notices.save', noticeForm({ paid }))
    await secretary.mutate('notices.publish', { id, at: null })
    await host.runner.settle()
    await above.mutate('notices.setApproval', { placeId: community, needsApproval: true })
    const audience = { placeIds: [building], who: { kind: 'all' } }
    draftId = (await secretary.mutate('notices.save', noticeForm({ paid, audience }))).id
  },
  { at: '2026-11-24T13:28:00+08:00', scales: ['normal', 'desk', 'elder'], isWhole: true },
)

const SETTINGS = 'modules/civic/notices/settings'
const at = (opened: Page, id: string) => opened.locator(`[id="${id}"]`)
const there = (words: string) => (opened: Page) => opened.getByText(words).first().waitFor()

describe.skipIf(!browser)('发布设置, on screen', { timeout: 240_000 }, () => {
  test('the community’s own: spent up, approval wanted from above', async () => {
    await look('secretary', SETTINGS, 'notice-settings', there('青檀街道要求的，这里不能改'))
  })

  test('the street’s, with the communities below, and the county’s', async () => {
    await look('subdistrict', SETTINGS, 'notice-settings-street', (opened) =>
      at(opened, `setting-${community}`).waitFor(),
    )
    await look('county', SETTINGS, 'notice-settings-county', (opened) => at(opened, `setting-${street}`).waitFor())
    const dark = await open('subdistrict', `${SETTINGS}?place=${community}`, 'dark')
    await there('谁改过')(dark)
    await dark.screenshot({ path: join(pictures, 'notice-settings-dark.png'), fullPage: true })
    await dark.close()
  })

  test('by keyboard a sheet takes the focus, Escape closes it and gives the focus back', async () => {
    const opened = await open('subdistrict', `${SETTINGS}?place=${community}`, 'normal')
    const inSheet = () => opened.evaluate(() => document.activeElement?.closest('[role="dialog"]') !== null)
    await at(opened, 'setting-cap').focus()
    await opened.keyboard.press('Enter')
    await at(opened, 'cap-yuan').waitFor()
    await expect.poll(inSheet).toBe(true)
    await opened.keyboard.press('Escape')
    await at(opened, 'cap-yuan').waitFor({ state: 'detached' })
    expect(await opened.evaluate(() => document.activeElement?.id)).toBe('setting-cap')
    await opened.close()
  })

  test('the questions before something is changed', async () => {
    await look('subdistrict', `${SETTINGS}?place=${community}`, 'notice-cap', async (opened) => {
      await at(opened, 'setting-cap').click()
      await at(opened, 'cap-yuan').locator('input').fill('0')
      await there('不再发短信、打电话')(opened)
    })
    await look('subdistrict', SETTINGS, 'notice-approval', async (opened) => {
      await at(opened, 'setting-approval').click()
      await at(opened, 'approval-set').waitFor()
    })
  })

  test('a cap is written, sent, and stands there with who set it', async () => {
    const page = await open('subdistrict', `${SETTINGS}?place=${community}`, 'normal')
    await at(page, 'setting-cap').click()
    await at(page, 'cap-yuan').locator('input').fill('1200')
    await at(page, 'cap-set').click()
    await there('江永刚把每月上限从 1 元改成 1,200 元')(page)
    const { here } = await (await host.as('secretary')).query('notices.settings')
    expect(here.capFen).toBe(120_000)
    await page.close()
    await (await host.as('subdistrict')).mutate('notices.setCap', { placeId: community, capFen: 100 })
  })

  test('who writes a notice is told that it goes beyond what is left', async () => {
    await look('secretary', `modules/civic/notices/compose?id=${draftId}`, 'notice-over-cap', (opened) =>
      there('改为上门')(opened),
    )
  })
})
