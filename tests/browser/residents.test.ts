import type { Page } from 'playwright-core'
import { describe, test } from 'vitest'
import { makeVisitsDue } from '../../cloudfunctions/modules/worker/visits/due'
import { tellField } from '../../cloudfunctions/registry/facts/tell'
import { homeId, personId, placeIds } from '../../local/county/cast'
import type { TestHost } from '../host'
import { stage } from './looks'

const elder = personId('elder')

let host: TestHost
const { browser, look } = await stage(
  async (given) => {
    host = given
    await fillTheCard()
  },
  { scales: ['normal', 'desk', 'elder'], isWhole: true },
)

/** An elder with a dispute, tags, visits made and due. */
async function fillTheCard() {
  host.clock.offsetMs += Date.parse('2026-11-25T16:30:00+08:00') - host.clock.now().getTime()
  const worker = await host.as('worker')
  await makeVisitsDue(host.deps)
  await worker.mutate('visits.done', { personId: elder, text: '在家，血压药够吃一个月' })
  await worker.mutate('residents.tag', { personId: elder, tag: 'keyCare', validUntil: '2027-05-31' })
  await worker.mutate('residents.correct', { personId: elder, field: 'occupation', value: '退休教师', seenId: null })
  const contact = { name: '李静', phone: '16012345678', relation: '女儿', callOrder: '1' }
  await worker.mutate('residents.item', { personId: elder, kind: 'contact', parts: contact })
  const bike = { vehicle: 'eBike', plate: '邹城0001' }
  await worker.mutate('residents.item', { personId: elder, kind: 'vehicle', parts: bike, validUntil: '2027-05-31' })
  await worker.mutate('residents.item', {
    personId: elder,
    kind: 'entryNote',
    parts: { words: '门铃坏了，敲门大声些' },
  })
  const resident = await host.as('resident')
  await resident.mutate('privacy.saveItem', { kind: 'contact', parts: contact })
  const newcomer = { homeId: homeId('檀溪苑3号楼1单元302'), name: '钱大年', relation: 'family' }
  const { personId: dead } = await worker.mutate('residents.add', newcomer)
  await worker.mutate('residents.died', { personId: dead, on: '2026-11-20' })
  const { deps } = host
  const teller = { actorId: elder, source: 'self' as const, communityId: placeIds.community }
  await deps.db.transaction((tx) =>
    tellField(deps, tx, teller, { personId: elder, field: 'occupation', value: '退休工人', now: deps.clock.now() }),
  )
}

const at = (opened: Page, id: string) => opened.locator(`[id="${id}"]`)
const list = 'modules/worker/residents/list'
const card = `modules/worker/residents/card?id=${elder}`

describe.skipIf(!browser)('the registry on screen', { timeout: 180_000 }, () => {
  test('buildings of one’s own grids, and who is found', async () => {
    await look('worker', list, 'residents-list', (opened) => opened.getByText('檀溪苑3号楼').first().waitFor())
    await look('worker', list, 'residents-found', async (opened) => {
      await at(opened, 'residents-words').locator('input').fill('秀兰')
      await at(opened, 'residents-go').click()
      await at(opened, `person-${elder}`).waitFor()
    })
  })

  test('a card with its sources, a dispute, visits; the sheets', async () => {
    await look('worker', card, 'residents-card', (opened) => opened.getByText('职业有不同的说法').waitFor())
    await look('worker', card, 'residents-correct', async (opened) => {
      await at(opened, 'field-phone').click()
      await at(opened, 'correct-value').waitFor()
    })
    await look('worker', card, 'residents-tag', async (opened) => {
      await at(opened, 'tag-add').click()
      await at(opened, 'tag-emptyNest').waitFor()
    })
    await look('worker', card, 'residents-visit', async (opened) => {
      await at(opened, 'visit-write').click()
      await at(opened, 'visit-text').waitFor()
    })
  })

  test('contacts, vehicles and care; two people told apart; a death taken back', async () => {
    const first = (opened: Page) => opened.getByText('联系人：李*').first()
    await look('worker', card, 'items-add', async (opened) => {
      await at(opened, 'item-add-contact').click()
      await at(opened, 'item-name').waitFor()
    })
    await look('worker', card, 'items-see', async (opened) => {
      await first(opened).click()
      await at(opened, 'item-reveal').waitFor()
    })
    await look('worker', card, 'items-reveal', async (opened) => {
      await first(opened).click()
      await at(opened, 'item-reveal').click()
      await at(opened, 'purpose-visit').click()
      await at(opened, 'reveal-send').click()
      await opened.getByText('李静').first().waitFor()
    })
    await look('worker', `modules/worker/residents/split?id=${elder}`, 'residents-split', (opened) =>
      at(opened, 'split-name').waitFor(),
    )
    await look('secretary', 'modules/worker/residents/deaths', 'residents-deaths', (opened) =>
      opened.getByText('去世，').first().waitFor(),
    )
    await look('resident', 'modules/account/privacy/record', 'own-items', (opened) =>
      opened.getByText('联系人和车辆').waitFor(),
    )
    await look('resident', 'modules/account/privacy/record', 'own-item', async (opened) => {
      await at(opened, 'item-add-vehicle').click()
      await at(opened, 'item-plate').waitFor()
    })
  })

  test('a home and its newcomer; who is to be visited', async () => {
    const home = `modules/worker/residents/home?id=${homeId('檀溪苑3号楼2单元501')}`
    await look('worker', home, 'residents-home', (opened) => opened.getByText('张建国').first().waitFor())
    await look('worker', 'modules/worker/visits/due', 'visits-due', (opened) =>
      opened.getByText('记走访').first().waitFor(),
    )
    await look('worker', home, 'residents-move', async (opened) => {
      await at(opened, 'resident-move').click()
      await at(opened, 'move-words').locator('input').fill('秀兰')
      await at(opened, 'move-go').click()
      await at(opened, `move-${elder}`).click()
      await at(opened, 'move-head').waitFor()
    })
  })

  test('the secretary’s figures, and the subdistrict’s in fives', async () => {
    const counts = 'modules/secretary/people/counts'
    await look('secretary', counts, 'people-counts', (opened) => opened.getByText('按标签').waitFor())
    await look('subdistrict', counts, 'people-counts-above', (opened) =>
      opened.getByText('不到 5 人').first().waitFor(),
    )
  })
})
