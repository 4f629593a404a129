import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, FrameLocator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestHost, testHost } from '../host'
import { openBrowser } from './browser'

const pictures = join(import.meta.dirname, '../.artifacts/screens')
const browser: Browser | null = await openBrowser()
let host: TestHost
let page: Page

describe.skipIf(!browser)('three phones on one page', () => {
  beforeAll(async () => {
    if (!existsSync(join(import.meta.dirname, '../../dist/h5/index.html')))
      throw new Error('dist/h5 is missing: npm run build:h5')
    mkdirSync(pictures, { recursive: true })
    host = await testHost()
    page = await browser!.newPage({ viewport: { width: 1360, height: 1000 }, locale: 'zh-CN' })
    await page.goto(host.url)
  })
  afterAll(async () => {
    await browser?.close()
    await host.stop()
  })

  const phone = (n: number): FrameLocator => page.frameLocator(`.phone >> nth=${n} >> iframe`)

  test('the page opens with resident, worker and secretary', async () => {
    await phone(0).getByText('青檀里社区').first().waitFor({ timeout: 30_000 })
    await phone(1).getByText('接单台').first().waitFor()
    await page.screenshot({ path: join(pictures, 'three-phones.png') })
    expect(await page.locator('.phone').count()).toBe(3)
  })
})
