import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { APPEAL_CATEGORIES } from '../../cloudfunctions/contract/governance/appeals'
import { personId, placeIds } from '../../local/county/cast'
import { lampAppeal } from '../appeals'
import { copies } from '../fixtures/open311/world'
import type { TestHost } from '../host'
import { type Look, pictures, stage } from './looks'
import { dp, smallTargets } from './measure'

const LIST = 'modules/governance/appeals/public/list'
const NOW = '2026-11-24T10:00:00+08:00'
const HOUR_MS = 3_600_000
const MONTH_MS = 30 * 24 * HOUR_MS

let host: TestHost
let late: string
const { browser, open } = await stage(
  async (given) => {
    host = given
    await live()
  },
  { at: NOW },
)

const at = (ms: number) => new Date(Date.parse(NOW) + ms).toISOString()
/** The same on every run, and like no straight line. */
const wave = (i: number, size: number) => (i * 7919) % size

/** A year of a community: nine months with enough to tell of, one with few, one with none. */
async function live() {
  const resident = await host.as('resident')
  const { id } = await resident.mutate('appeals.submit', lampAppeal())
  const { rows: places } = await host.database.pool.query(
    `select id, parent_id as grid_id, lat, lng from places where kind = 'building' and community_id = $1 order by label`,
    [placeIds.community],
  )
  const somewhere = (i: number) => {
    const { id: place_id, ...rest } = places[wave(i, places.length)]
    return { place_id, ...rest, category: APPEAL_CATEGORIES[wave(i, APPEAL_CATEGORIES.length)] }
  }
  const month = (back: number, count: number) =>
    Array.from({ length: count }, (_, i) => {
      const told = -back * MONTH_MS - wave(i, 20) * 24 * HOUR_MS - i
      return {
        ...somewhere(i + back),
        state: 'closed',
        created_at: at(told),
        promised_at: at(told + 72 * HOUR_MS),
        resolved_at: at(told + (i % 7 === 0 ? 90 : 9 + wave(i, 30)) * HOUR_MS),
        ended_at: at(told + 100 * HOUR_MS),
        rating: i % 11 === 0 ? 'unsatisfied' : 'satisfied',
        reopenings: i % 9 === 0 ? 1 : 0,
      }
    })
  const counts = [14, 38, 31, 3, 26, 0, 22, 29, 34, 41, 18, 25]
  const open_ = { state: 'accepted', holder_id: personId('worker') }
  const running = Array.from({ length: 9 }, (_, i) => ({
    ...somewhere(i * 3),
    ...open_,
    created_at: at(-(i + 1) * 20 * HOUR_MS),
    promised_at: at((i < 2 ? -30 : 60) * HOUR_MS + i),
    yellow_at: at((i < 5 ? -40 : 30) * HOUR_MS),
  }))
  const made = await copies(host, id, [...running, ...counts.flatMap((count, back) => month(back, count))])
  late = made[0]!
}

/** Nothing wider than the screen, targets for thumbs, and a picture to look at. */
async function look(opened: Page, name: string, scale: Look) {
  await opened.waitForTimeout(250)
  await opened.screenshot({ path: join(pictures, `${name}-${scale}.png`), fullPage: true })
  const overflow = await opened.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  expect(overflow, `${name} ${scale} is wider than the screen`).toBeLessThanOrEqual(0)
  expect(await smallTargets(opened, scale === 'elder' ? dp.elderTarget : dp.target), `${name} ${scale}`).toEqual([])
}

describe.skipIf(!browser)('appeals for everyone, on screen', { timeout: 90_000 }, () => {
  test.each<Look>(['normal', 'elder', 'dark'])('the list and its filters, %s', async (scale) => {
    const opened = await open('resident', LIST, scale)
    await opened.getByText('提的').first().waitFor()
    await look(opened, 'public-list', scale)
    await opened.locator('#public-category').click()
    await opened.locator('#category-noise').click()
    await opened.locator('#public-closed').click()
    await opened.getByText('类别：噪音扰民').waitFor()
    await opened.waitForFunction(() => document.querySelector('.order-title')?.textContent === '噪音扰民')
    const titles = await opened.locator('.order-title').allTextContents()
    expect([...new Set(titles)]).toEqual(['噪音扰民'])
    await opened.close()
  })

  test.each<Look>(['normal', 'elder', 'dark'])('the map drawn by ourselves, %s', async (scale) => {
    const opened = await open('resident', LIST, scale)
    const asked: string[] = []
    opened.on('request', (request) => asked.push(request.url()))
    await opened.locator('#public-map').click()
    await opened.locator('.spot-lines').waitFor()
    await look(opened, 'public-map', scale)
    const spot = opened.locator('.spot-tap').first()
    const said = await spot.getAttribute('aria-label')
    await spot.click()
    await opened.locator('#spots-all').waitFor()
    expect(said).toMatch(/^.+，(超期|快到期|按时|有结果) \d+ 件/)
    await look(opened, 'public-map-chosen', scale)
    // Nobody else is asked for tiles.
    expect(asked.filter((url) => !url.startsWith(host.url) && !url.startsWith('data:'))).toEqual([])
    await opened.close()
  })

  test.each<Look>(['normal', 'elder', 'dark'])('the figures as charts and as words, %s', async (scale) => {
    const opened = await open('resident', LIST, scale)
    await opened.locator('#public-figures').click()
    await opened.getByText('按期答复').first().waitFor()
    expect(await opened.getByText('10月该答复的').count()).toBe(scale === 'elder' ? 1 : 0)
    expect(await opened.locator('.chart-gap').allTextContents()).toContain('少于 5 件')
    await opened.locator('#answeredInTime-values').click()
    await opened.getByText('2025年12月').waitFor()
    await look(opened, 'public-figures', scale)
    await opened.locator('#open-appeals').scrollIntoViewIfNeeded()
    await look(opened, 'public-tables', scale)
    await opened.close()
  })

  test('a browser downloads the table', async () => {
    const opened = await open('resident', LIST, 'normal')
    await opened.locator('#public-figures').click()
    const coming = opened.waitForEvent('download')
    await opened.locator('#open-stats').click()
    expect((await coming).suggestedFilename()).toBe('appeal-stats.csv')
    await opened.locator('#open-appeals').click()
    const next = opened.waitForEvent('download')
    await opened.locator('#open-month-2026-10').click()
    expect((await next).suggestedFilename()).toBe('appeals-2026-10.csv')
    await opened.close()
  })

  test.each<Look>(['normal', 'elder'])('one by itself, %s', async (scale) => {
    const opened = await open('resident', `modules/governance/appeals/public/appeal?id=${late}`, scale)
    await opened.getByText('比承诺的时间晚了').waitFor()
    await look(opened, 'public-appeal', scale)
    await opened.close()
  })

  test.each<Look>(['normal', 'elder'])('from home; who has no community of their own picks one, %s', async (scale) => {
    const opened = await open('county', 'pages/home/home', scale)
    await look(opened, 'public-home', scale)
    await opened.locator('#service-publicAppeals').click()
    await opened.getByText('先选一个社区').waitFor()
    await look(opened, 'public-none', scale)
    await opened.locator('#page-start').click()
    await opened.locator(`#community-${placeIds.community}`).click()
    await opened.getByText('提的').first().waitFor()
    await opened.close()
  })
})
