import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { lampAppeal } from '../appeals'
import { scene, VARIANTS } from '../fixtures/files/scenes'
import type { Client, TestHost } from '../host'
import { stage } from './looks'

let host: TestHost
const on = {} as Record<'resident' | 'neighbour' | 'family' | 'worker' | 'secretary', Client>
const { browser, look } = await stage(
  async (given) => {
    host = given
    for (const key of ['resident', 'neighbour', 'family', 'worker', 'secretary'] as const) on[key] = await host.as(key)
    await host.runner.settle()
  },
  { at: '2026-11-24T10:00:00+08:00' },
)

async function submitted(client: Client, text: string): Promise<string> {
  const { id } = await client.mutate('appeals.submit', { ...lampAppeal(), text })
  await host.runner.settle()
  return id
}

const SUBMIT = 'modules/governance/appeals/submit'
const LIST = 'modules/governance/appeals/list'
const followed = (id: string) => `modules/governance/appeals/followed?id=${id}`
const write = (opened: Page, text: string) => opened.locator('#appeal-text textarea').fill(text)

describe.skipIf(!browser)('similar ones first, on screen', { timeout: 120_000 }, () => {
  test('the offer, the one question, what happens next; and one’s own', async () => {
    const id = await submitted(on.resident, '3号楼门口的路灯三天没亮了')
    await on.family.mutate('appeals.meToo', { id })
    await look('neighbour', SUBMIT, 'submit-similar', async (opened) => {
      await write(opened, '三号楼门前的路灯黑了好几天，晚上看不清台阶')
      await opened.getByText('附近有人提过').waitFor()
      const [offer, about] = [
        await opened.locator(`#similar-join-${id}`).boundingBox(),
        await opened.locator('#appeal-place').boundingBox(),
      ]
      expect(offer!.y).toBeLessThan(about!.y)
      await opened.locator(`#similar-join-${id}`).scrollIntoViewIfNeeded()
    })
    await look('resident', SUBMIT, 'submit-similar-mine', async (opened) => {
      await write(opened, '三号楼门前的路灯黑了好几天，晚上看不清台阶')
      await opened.getByText('您提过这件').waitFor()
      await opened.locator(`#similar-supplement-${id}`).scrollIntoViewIfNeeded()
    })
    await look('neighbour', SUBMIT, 'sheet-join', async (opened) => {
      await write(opened, '三号楼门前的路灯黑了好几天，晚上看不清台阶')
      await opened.locator(`#similar-join-${id}`).click()
      await opened.locator('#join-alone').waitFor()
    })
    await look('neighbour', SUBMIT, 'join-result', async (opened) => {
      await write(opened, '三号楼门前的路灯黑了好几天，晚上看不清台阶')
      await opened.locator(`#similar-join-${id}`).click()
      await opened.locator('#join-alone').click()
      await opened.getByText('您加入了').waitFor()
      await on.neighbour.mutate('appeals.leave', { id })
    })
  })

  test('a photo of the same view is enough, without a word', async () => {
    const view = await scene(81)
    const { id: fileId, uploadUrl } = await on.resident.mutate('files.begin', {
      mime: 'image/jpeg',
      bytes: view.length,
    })
    const headers = { authorization: `Bearer ${on.resident.token}` }
    await host.app.request(uploadUrl, { method: 'POST', headers, body: new Uint8Array(view) })
    await on.resident.mutate('files.finish', { id: fileId })
    await host.database.pool.query(`update files set check_state = 'passed' where id = $1`, [fileId])
    const { text: _, ...lamp } = lampAppeal()
    const { id } = await on.resident.mutate('appeals.submit', { ...lamp, fileIds: [fileId] })
    await host.runner.settle()
    await look('neighbour', SUBMIT, 'submit-similar-photo', async (opened) => {
      const chooser = opened.waitForEvent('filechooser')
      await opened.locator('#appeal-photo').click()
      await (await chooser).setFiles({
        name: 'again.jpg',
        mimeType: 'image/jpeg',
        buffer: await VARIANTS.recompressed!(view),
      })
      await opened.locator(`#similar-join-${id}`).waitFor()
    })
  })

  test('what one follows, in a list and on its page', async () => {
    const [lamp, lift] = [
      await submitted(on.resident, '单元门的门禁坏了，谁都能进'),
      await submitted(on.resident, '电梯停了两天'),
    ]
    for (const id of [lamp, lift]) await on.neighbour.mutate('appeals.meToo', { id })
    await on.worker.mutate('desk.accept', { id: lamp })
    await on.worker.mutate('desk.step', { id: lamp, text: '到现场看过' })
    await on.worker.mutate('desk.accept', { id: lift })
    await on.worker.mutate('desk.resolve', { id: lift, text: '修好了' })
    await host.runner.settle()
    await look('neighbour', LIST, 'followed-list', async (opened) => {
      await opened.locator('#appeals-joined').click()
      await opened.locator(`#followed-${lamp}`).waitFor()
    })
    await look('neighbour', followed(lamp), 'followed-detail', (opened) => opened.locator('#followed-leave').waitFor())
    await look('neighbour', followed(lift), 'followed-resolved', (opened) =>
      opened.getByText('等提的人看过就结案').waitFor(),
    )
    await on.neighbour.mutate('appeals.leave', { id: lift })
    await look('neighbour', followed(lift), 'followed-left', (opened) => opened.locator('#followed-back').waitFor())
  })

  test('merged: the requester is led to the whole', async () => {
    const [whole, part] = [
      await submitted(on.resident, '垃圾桶满了三天没人清'),
      await submitted(on.neighbour, '垃圾堆在桶外面没人管'),
    ]
    await on.secretary.mutate('dispatch.merge', { id: part, intoId: whole })
    await host.runner.settle()
    await look('neighbour', `modules/governance/appeals/detail?id=${part}`, 'detail-merged', (opened) =>
      opened.locator('#appeal-whole').waitFor(),
    )
  })
})
