import { describe, expect, test } from 'vitest'
import { personId } from '../../local/county/cast'
import type { TestHost } from '../host'
import { stage } from './looks'

let host: TestHost
const { browser, open, look } = await stage(
  (given) => {
    host = given
  },
  { at: '2026-11-24T10:00:00+08:00' },
)

describe.skipIf(!browser)('隐私中心 on screen', { timeout: 90_000 }, () => {
  test('the centre, the record with a correction under way, and its sheet', async () => {
    const resident = await host.as('resident')
    const worker = await host.as('worker')
    const { id } = await resident.mutate('corrections.ask', { field: 'phone', value: '16099990001' })
    await host.runner.settle()
    await worker.mutate('desk.accept', { id })
    await look('resident', 'modules/account/privacy/center', 'privacy-center', (on) =>
      on.getByText('登记了我的哪些资料').first().waitFor(),
    )
    await look('resident', 'modules/account/privacy/record', 'privacy-record', (on) =>
      on.getByText('我提过的更正').waitFor(),
    )
    await look('resident', 'modules/account/privacy/record', 'privacy-field', async (on) => {
      await on.locator('#field-idNumber').click()
      await on.locator('#field-show').click()
      await on.locator('#field-show').waitFor({ state: 'detached' })
    })
    await look('worker', `modules/worker/desk/order?id=${id}`, 'correction-order', (on) =>
      on.getByText('本人说应当是').waitFor(),
    )
  })

  test('who looked and why, and what one agreed to', async () => {
    const resident = await host.as('resident')
    const worker = await host.as('worker')
    const looked = { personId: personId('resident'), field: 'phone', purpose: 'visit', text: '约时间看看水表' }
    await worker.query('reveal.field', looked)
    await look('resident', 'modules/account/privacy/consents', 'privacy-offer', async (on) => {
      await on.locator('#offer-health').click()
      await on.locator('#consent-give-send').waitFor()
    })
    await resident.mutate('privacy.giveConsent', { purpose: 'health' })
    await look('resident', 'modules/account/privacy/privacy', 'privacy-looks', (on) =>
      on.getByText('约时间看看水表').waitFor(),
    )
    await look('resident', 'modules/account/privacy/consents', 'privacy-consents', (on) =>
      on.locator('#consent-health').waitFor(),
    )
  })

  test('the export is saved as a file that holds what is held', async () => {
    const page = await open('resident', 'modules/account/privacy/export', 'normal')
    const saved = page.waitForEvent('download')
    await page.locator('#export-own').click()
    const download = await saved
    expect(download.suggestedFilename()).toBe('linli-2026-11-24.json')
    await page.close()
    await look('resident', 'modules/account/privacy/export', 'privacy-export', (on) =>
      on.locator('#export-own').waitFor(),
    )
  })
})
