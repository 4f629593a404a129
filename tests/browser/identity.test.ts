import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { phoneOf } from '../../cloudfunctions/registry/people/store'
import { homeId, personId, placeId, placeIds } from '../../local/county/cast'
import type { TestHost } from '../host'
import { pictures, stage } from './looks'

let host: TestHost
let phone: string
const { browser, open, look } = await stage(async (given) => {
  host = given
  phone = (await phoneOf(host.deps.db, host.deps.encryption, personId('neighbour')))!
  const resident = await host.as('resident')
  const worker = await host.as('worker')
  const claim = (label: string, relation: string) =>
    resident.mutate('homes.claim', { homeId: homeId(label), relation, name: '张建国' })
  await claim('檀溪苑2号楼1单元301', 'tenant')
  const { claims } = await resident.query('homes.list')
  await worker.mutate('claims.refuse', { id: claims[0].id, reason: 'papers' })
  await claim('檀溪苑2号楼2单元401', 'owner')
  await host.runner.settle()
})

const at = (opened: Page, id: string) => opened.locator(`#${id}`)
const tapPlace = (opened: Page, label: string) => at(opened, `place-${placeId(label)}`).click()

describe.skipIf(!browser)('homes, sessions and roles on screen', { timeout: 120_000 }, () => {
  test('my homes, and claiming one down to the door', async () => {
    await look('resident', 'modules/account/homes/list', 'homes-mine', (opened) => opened.getByText('等核实').waitFor())
    await look('resident', 'modules/account/homes/list', 'homes-leave', async (opened) => {
      await at(opened, `home-${homeId('檀溪苑3号楼2单元501')}`).click()
      await at(opened, 'home-leave').waitFor()
    })
    await look('resident', 'modules/account/homes/claim', 'homes-claim', async (opened) => {
      await at(opened, 'claim-place').click()
      for (const label of ['檀溪苑', '檀溪苑2号楼', '檀溪苑2号楼1单元']) await tapPlace(opened, label)
      await at(opened, `room-${homeId('檀溪苑2号楼1单元302')}`).click()
      await at(opened, 'claim-name').locator('input').fill('张建国')
      expect(await at(opened, 'claim-send').getAttribute('aria-disabled')).not.toBe('true')
    })
  })

  test('the worker’s list, one claim, the reasons', async () => {
    const list = 'modules/worker/claims/list'
    const openOne = (opened: Page) => opened.locator('[id^=claim-]').first().click()
    await look('worker', list, 'claims-list', (opened) => opened.getByText('檀溪苑2号楼2单元401').waitFor())
    await look('worker', list, 'claims-one', async (opened) => {
      await openOne(opened)
      await at(opened, 'claim-seen').click()
    })
    await look('worker', list, 'claims-reasons', async (opened) => {
      await openOne(opened)
      await at(opened, 'claim-refuse').click()
      await at(opened, 'reason-wrongRoom').click()
    })
    await look('worker', 'modules/worker/sessions/end', 'sessions-end', async (opened) => {
      await at(opened, 'end-stolen').click()
    })
  })

  test('where I am logged in', async () => {
    await look('resident', 'modules/account/sessions/sessions', 'sessions-mine', async (opened) => {
      await opened.getByText('这一部').waitFor()
      expect(await opened.getByText('让它退出').count()).toBeGreaterThan(0)
    })
  })

  test('who is what; a captain is made and ended', async () => {
    const roles = 'modules/secretary/roles/list'
    await look('secretary', roles, 'roles-list', (opened) =>
      opened.getByText('给的').or(opened.getByText('没定期限')).first().waitFor(),
    )
    await look('secretary', 'modules/secretary/roles/grant', 'roles-grant', async (opened) => {
      await at(opened, 'grant-phone').locator('input').fill(phone)
      await at(opened, `person-${personId('neighbour')}`).click()
      await at(opened, 'grant-captain').click()
      await at(opened, 'grant-place').click()
      await at(opened, `at-${placeIds.building}`).click()
    })
    const opened = await open('secretary', 'modules/secretary/roles/grant', 'normal')
    await opened.setViewportSize({ width: 1280, height: 844 })
    await at(opened, 'grant-phone').locator('input').fill(phone)
    await at(opened, `person-${personId('neighbour')}`).click()
    await at(opened, 'grant-captain').click()
    await at(opened, 'grant-place').click()
    await at(opened, `at-${placeIds.building}`).click()
    await opened.screenshot({ path: join(pictures, 'roles-grant-desk.png') })
    await at(opened, 'grant-send').click()
    await expect.poll(async () => (await (await host.as('neighbour')).query('session.me')).roles.length).toBe(1)
    await opened.close()
    const list = await open('secretary', roles, 'normal')
    await at(list, 'role-of-captain').click()
    await list.getByText('王玉玲，楼长').click()
    await at(list, 'role-revoke').click()
    await list.getByText('王玉玲，楼长').waitFor({ state: 'detached' })
    expect((await (await host.as('neighbour')).query('session.me')).roles).toEqual([])
    await list.close()
  })
})
