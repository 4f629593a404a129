import type { Page } from 'playwright-core'
import { describe, test } from 'vitest'
import { personId, placeIds } from '../../local/county/cast'
import type { TestHost } from '../host'
import { stage } from './looks'

const elder = personId('elder')

let host: TestHost
let held: string
let waiting: string
const { browser, look } = await stage(async (given) => {
  host = given
  await askAround()
})

/** One visit in hand, one that waits, one that was made, and somebody who is due. */
async function askAround() {
  host.clock.offsetMs += Date.parse('2026-11-25T16:30:00+08:00') - host.clock.now().getTime()
  const [secretary, worker, resident] = [await host.as('secretary'), await host.as('worker'), await host.as('resident')]
  await host.database.pool.query(
    `insert into visits (id, community_id, person_id, reason, due_on, state, created_at, file_ids)
     values (gen_random_uuid(), $1, $2, 'livesAlone', '2026-11-23', 'due', $3, '{}')`,
    [placeIds.community, elder, host.clock.now()],
  )
  const asked = (reason: string, text: string) => secretary.mutate('visits.askFor', { personId: elder, reason, text })
  const { id } = await asked('request', '天冷了，看看家里暖不暖')
  await worker.mutate('desk.accept', { id })
  await worker.mutate('desk.resolve', { id, text: '在家，暖气够热，药也够吃' })
  await secretary.mutate('appeals.confirm', { id })
  held = (await asked('routine', '快过节了，去看看还缺什么')).id
  await worker.mutate('desk.accept', { id: held })
  const own = { personId: personId('resident'), reason: 'request', text: '腿摔伤了下不了楼，请来看看' }
  waiting = (await resident.mutate('visits.ask', own)).id
  await host.runner.settle()
}

const words = (opened: Page, text: string) => opened.getByText(text).first().waitFor()

describe.skipIf(!browser)('visits that somebody asks for, on screen', { timeout: 180_000 }, () => {
  test('a resident asks from the own grid', async () => {
    await look('resident', 'pages/grid/grid', 'visit-grid', (opened) => words(opened, '请人上门的'))
    await look('resident', 'modules/account/visits/ask', 'visit-ask', (opened) => words(opened, '来看谁'))
    await look('resident', `modules/governance/appeals/detail?id=${waiting}`, 'visit-own', (opened) =>
      words(opened, '去看您自己'),
    )
  })

  test('the worker’s desk leads to who is due and who was asked for, and the order says whom', async () => {
    await look('worker', 'pages/desk/desk', 'visit-desk', (opened) => words(opened, '该走访'))
    await look('worker', `modules/worker/desk/order?id=${held}`, 'visit-held', (opened) => words(opened, '去看孙秀兰'))
  })

  test('a secretary asks from the card and from the list of who is due', async () => {
    const card = `modules/worker/residents/card?id=${elder}`
    await look('secretary', card, 'visit-card', (opened) => words(opened, '周敏请去的'))
    await look('secretary', card, 'visit-card-ask', async (opened) => {
      await opened.locator('#visit-ask').click()
      await words(opened, '请网格员去看孙秀兰')
    })
    await look('secretary', 'modules/worker/visits/due', 'visit-due', (opened) => words(opened, '请网格员上门'))
    await look('secretary', `modules/secretary/dispatch/order?id=${held}`, 'visit-board', (opened) =>
      words(opened, '这件是您提的'),
    )
  })
})
