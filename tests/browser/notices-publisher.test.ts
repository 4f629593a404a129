import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { personId, placeIds } from '../../local/county/cast'
import type { TestHost } from '../host'
import { noticeForm } from '../modules/civic/notice-world'
import { pictures, stage } from './looks'

let host: TestHost
let draftId: string
let sentId: string
const { browser, open, look } = await stage(
  async (given) => {
    host = given
    host.simulators.wechat.settings.latencyMs = 0
    const secretary = await host.as('secretary')
    const audience = { placeIds: [placeIds.estate], who: { kind: 'all' } }
    const pinnedUntil = '2026-11-25T18:00:00+08:00'
    sentId = (await secretary.mutate('notices.save', noticeForm({ audience, pinnedUntil }))).id
    await secretary.mutate('notices.publish', { id: sentId, at: null })
    await host.runner.settle()
    await (await host.as('resident')).mutate('notices.read', { id: sentId })
    draftId = (await secretary.mutate('notices.save', noticeForm({ audience, pinnedUntil }))).id
    host.clock.offsetMs += 110 * 60_000
    await host.runner.settle()
  },
  { at: '2026-11-24T13:28:00+08:00', scales: ['normal', 'desk', 'elder'], isWhole: true },
)

const at = (opened: Page, id: string) => opened.locator(`[id="${id}"]`)
const compose = () => `modules/civic/notices/compose?id=${draftId}`
const reach = () => `modules/civic/notices/reach?id=${sentId}`
const estimated = (opened: Page) => opened.getByText('预计通知到').waitFor()

describe.skipIf(!browser)('who posts notices, on screen', { timeout: 240_000 }, () => {
  test('one’s own notices', async () => {
    await look('secretary', 'modules/civic/notices/mine', 'notices-mine', (opened) =>
      at(opened, `notice-${sentId}`).waitFor(),
    )
  })

  test('writing one: the words, to whom, the estimate, the question before it goes', async () => {
    await look('secretary', compose(), 'notice-compose', estimated)
    await look('secretary', compose(), 'notice-audience', async (opened) => {
      await at(opened, 'audience-change').click()
      await at(opened, `in-${placeIds.estate}`).waitFor()
    })
    await look('secretary', compose(), 'notice-send', async (opened) => {
      await estimated(opened)
      await at(opened, 'notice-send').click()
      await at(opened, 'notice-publish').waitFor()
    })
    const dark = await open('secretary', compose(), 'dark')
    await estimated(dark)
    await dark.screenshot({ path: join(pictures, 'notice-compose-dark.png'), fullPage: true })
    await dark.close()
  })

  test('what is written so far is read aloud, until it is written on', async () => {
    const page = await open('secretary', compose(), 'normal')
    await estimated(page)
    await page.evaluate(() => {
      const heard: string[] = []
      Object.assign(window, { heard })
      window.speechSynthesis.speak = ({ text }) => void heard.push(text)
      window.speechSynthesis.cancel = () => void heard.push('silence')
    })
    await at(page, 'notice-read-aloud').click()
    await page.getByText('先停下').waitFor()
    await at(page, 'notice-title').locator('input').fill('周四停水')
    await at(page, 'notice-read-aloud').click()
    const heard = await page.evaluate(() => (window as unknown as { heard: string[] }).heard)
    const { title, body } = noticeForm()
    expect(heard).toContain(`${title}。${body}`)
    expect(heard.lastIndexOf('silence')).toBeGreaterThan(heard.indexOf(`${title}。${body}`))
    await page.close()
  })

  test('a document is chosen, brought up, and kept with the draft', async () => {
    const page = await open('secretary', compose(), 'normal')
    await at(page, 'notice-attach').click()
    const choosing = page.waitForEvent('filechooser')
    await at(page, 'attach-document').click()
    const pdf = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n')
    await (await choosing).setFiles({ name: '停水范围.pdf', mimeType: 'application/pdf', buffer: pdf })
    await page.getByText('停水范围.pdf').waitFor()
    await page.getByText('已传上').waitFor()
    await at(page, 'notice-preview').click()
    await page.getByText('平常的样子').waitFor()
    expect(await page.getByText('停水范围.pdf').count()).toBeGreaterThan(0)
    await page.close()
  })

  test('people picked by name are counted, and go as a list of their own', async () => {
    const page = await open('secretary', compose(), 'normal')
    await at(page, 'audience-change').click()
    await at(page, 'who-people').click()
    await at(page, 'name-words').locator('input').fill('秀兰')
    await at(page, 'name-go').click()
    await at(page, `name-${personId('elder')}`).click()
    await page.getByText('点了 1 人').waitFor()
    await page.screenshot({ path: join(pictures, 'notice-names-normal.png') })
    await at(page, 'audience-done').click()
    await page.getByText('发给 1 人').waitFor()
    await page.close()
  })

  test('as its readers see it', async () => {
    await look('secretary', `modules/civic/notices/preview?id=${draftId}`, 'notice-preview', (opened) =>
      at(opened, 'preview-elder').click(),
    )
  })

  test('whom it reached, home by home, and what can still be done', async () => {
    await look('secretary', reach(), 'notice-reach', (opened) => opened.getByText('各楼情况').waitFor())
    await look('secretary', reach(), 'notice-homes', async (opened) => {
      await at(opened, `reach-${placeIds.building}`).click()
      await opened.getByText('每户').waitFor()
    })
    await look('secretary', reach(), 'notice-recall', async (opened) => {
      await at(opened, 'reach-more').click()
      await at(opened, 'more-recall').click()
      await at(opened, 'recall-why').waitFor()
    })
  })

  test('grid by grid who goes, how many doors are left, and the people; one is marked on the page itself', async () => {
    const secretary = await host.as('secretary')
    await secretary.mutate('notices.sendDoorList', { id: sentId })
    await host.runner.settle()
    const shown = async (opened: Page) => {
      const first = opened.locator('[id^=grid-doors-]').first()
      await first.waitFor()
      // No look at people is written down before somebody asks for it.
      expect(await opened.locator('[id^=door-mark-]').count()).toBe(0)
      await first.click()
      await opened.locator('[id^=door-mark-]').first().waitFor()
      await opened
        .locator('[id^=grid-doors-]')
        .first()
        .evaluate((row) => row.scrollIntoView())
    }
    await look('secretary', reach(), 'notice-reach-doors', shown)
    const page = await open('secretary', reach(), 'dark')
    await shown(page)
    await page.screenshot({ path: join(pictures, 'notice-reach-doors-dark.png'), fullPage: true })
    const { doors } = await secretary.query('notices.reach', { id: sentId })
    const grid = at(page, `grid-doors-${doors[0].placeId}`)
    expect(await grid.textContent()).toContain(`${doors[0].workers[0]}去`)
    await page.locator('[id^=door-mark-]').first().click()
    await at(page, 'door-how-inPerson').click()
    await at(page, 'door-mark-send').click()
    await expect.poll(() => grid.textContent(), { timeout: 15_000 }).toContain('办完 1 人')
    await page.getByText('当面说了').first().waitFor()
    await grid.click()
    await page.locator('[id^=door-mark-]').first().waitFor({ state: 'detached' })
    await page.close()
    await look('subdistrict', reach(), 'notice-reach-above', (opened) => opened.getByText('敲门名单').waitFor())
  })

  test('where a second person is asked, they read it whole, and send it back with a reason', async () => {
    const [secretary, subdistrict] = [await host.as('secretary'), await host.as('subdistrict')]
    await subdistrict.mutate('notices.setApproval', { placeId: placeIds.community, needsApproval: true })
    const title = '周末老年大学停课一次'
    const { id } = await secretary.mutate('notices.save', noticeForm({ title }))
    expect(await secretary.mutate('notices.publish', { id, at: null })).toEqual({ state: 'waiting' })
    await look('subdistrict', 'modules/civic/notices/mine', 'notice-decide', async (opened) => {
      await at(opened, `notice-${id}`).click()
      await opened.getByText('同意后马上发出').waitFor()
      await opened.getByText('檀溪苑3号楼，全部住户').waitFor()
    })
    const page = await open('subdistrict', 'modules/civic/notices/mine', 'normal')
    await at(page, `notice-${id}`).click()
    await at(page, 'notice-refuse').click()
    await at(page, 'notice-why').locator('textarea').fill('日期再核对一下')
    await at(page, 'notice-decide').click()
    await expect
      .poll(async () => (await secretary.query('notices.get', { id })).form.decisionWhy, { timeout: 15_000 })
      .toBe('日期再核对一下')
    await page.close()
    const again = await open('secretary', `modules/civic/notices/compose?id=${id}`, 'normal')
    await again.getByText('退回来改：日期再核对一下').waitFor()
    await again.close()
  })
})
