import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { personId, placeIds } from '../../local/county/cast'
import type { TestHost } from '../host'
import { pictures, stage } from './looks'

let host: TestHost
const { browser, open, look } = await stage(
  async (given) => {
    host = given
    const secretary = await host.as('secretary')
    const turns: [key: string, startsAt: string, hours: number][] = [
      ['worker', '2026-11-25T08:00:00+08:00', 12],
      ['worker2', '2026-11-25T20:00:00+08:00', 12],
      ['secretary', '2026-11-27T08:00:00+08:00', 24],
    ]
    for (const [key, startsAt, hours] of turns)
      await secretary.mutate('duties.add', { placeId: placeIds.community, personId: personId(key), startsAt, hours })
  },
  { at: '2026-11-25T10:00:00+08:00', scales: ['normal', 'desk', 'elder'], isWhole: true },
)

const at = (opened: Page, id: string) => opened.locator(`[id="${id}"]`)
const map = 'modules/secretary/organisation/map'
const border = `modules/secretary/organisation/border?id=${placeIds.grid}`
const duties = 'modules/secretary/duties/week'

describe.skipIf(!browser)('grids, their people and their duty on screen', { timeout: 180_000 }, () => {
  test('a resident’s grid: whom to call, who is on duty, the five levels', async () => {
    await look('resident', 'pages/grid/grid', 'organisation-mine', (opened) => opened.getByText('党员中心户').waitFor())
  })

  test('the map, and a grid chosen on it', async () => {
    await look('secretary', map, 'organisation-map', (opened) => opened.getByText('6 个网格，点一个看').waitFor())
    await look('secretary', map, 'organisation-grid', async (opened) => {
      await at(opened, `ground-${placeIds.grid}`).click()
      await opened.getByText('楼栋党小组').waitFor()
    })
  })

  test('a border: a corner put on the map, moved by buttons, taken back, and saved though homes stand outside', async () => {
    await look('secretary', border, 'organisation-border', async (opened) => {
      await opened.getByText('围了约').waitFor()
      await at(opened, 'corner-2').click()
      await at(opened, 'nudge-south').click()
      await opened.getByText('第 2 个角：').waitFor()
    })
    const opened = await open('secretary', border, 'normal')
    await opened.getByText('围了约').waitFor()
    await at(opened, 'corner-1').click()
    await at(opened, 'ground-map').click()
    await opened.getByText('户到网格外面').first().waitFor()
    await at(opened, 'border-undo').click()
    await opened.getByText('户到网格外面').first().waitFor({ state: 'hidden' })
    await at(opened, 'border-coordinates').click()
    const text = opened.locator('[id="coordinates-text"] textarea')
    await text.fill('35.4,116.3')
    await at(opened, 'coordinates-put').click()
    await opened.getByText('第 1 行写反了').waitFor()
    await at(opened, 'sheet-close').click()
    await at(opened, 'ground-map').click()
    await opened.getByText('户到网格外面').first().waitFor()
    await at(opened, 'border-save').click()
    await opened.screenshot({ path: join(pictures, 'organisation-border-anyway.png') })
    await at(opened, 'border-save-anyway').click()
    await opened.getByText('边界存好了').waitFor()
    await opened.close()
    const { changes } = await (await host.as('secretary')).query('organisation.grid', { id: placeIds.grid })
    expect(changes).toHaveLength(1)
  })

  test('what stands in a grid, a building added, renamed', async () => {
    const buildings = `modules/secretary/buildings/below?id=${placeIds.grid}`
    await look('secretary', buildings, 'buildings-grid', (opened) => opened.getByText('3号楼').waitFor())
    await look('secretary', buildings, 'buildings-add', async (opened) => {
      await at(opened, 'place-add').click()
      await opened.getByText('站在楼前，点这里定位').waitFor()
    })
    const opened = await open('secretary', buildings, 'normal')
    await at(opened, 'place-add').click()
    await at(opened, 'place-name').locator('input').fill('9号楼')
    await at(opened, 'place-send').click()
    await opened.getByText('空的').waitFor()
    await opened.getByLabel('改9号楼').click()
    await at(opened, 'place-name').locator('input').fill('10号楼')
    await at(opened, 'place-rename').click()
    await opened.getByText('10号楼', { exact: true }).waitFor()
    await opened.screenshot({ path: join(pictures, 'buildings-added.png') })
    await opened.close()
    await look('secretary', `modules/secretary/buildings/below?id=${placeIds.entrance}`, 'buildings-entrance', (page) =>
      page.getByText('501').waitFor(),
    )
  })

  test('a week of duty: gaps in sentences, a turn put in, last week once more', async () => {
    await look('secretary', duties, 'duties-week', (opened) => opened.getByText('没人值班').first().waitFor())
    await look('secretary', duties, 'duties-shift', async (opened) => {
      await at(opened, 'shift-add').click()
      await at(opened, `duty-of-${personId('worker')}`).waitFor()
    })
    const opened = await open('secretary', duties, 'normal')
    await at(opened, 'shift-add').click()
    await at(opened, 'shift-day-5').click()
    await at(opened, 'shift-night').click()
    await at(opened, `duty-of-${personId('steward')}`).click()
    await at(opened, 'shift-send').click()
    await opened.getByText('20:00–周日 08:00').waitFor()
    await at(opened, 'week-after').click()
    await opened.getByText('11月30日 到 12月6日').waitFor()
    await at(opened, 'week-copy').click()
    await opened.getByText('照排了 4 班').waitFor()
    await opened.close()
  })
})
