import { describe, expect, test } from 'vitest'
import { placeId } from '../../local/county/cast'
import { lampAppeal } from '../appeals'
import type { Client, TestHost } from '../host'
import { stage } from './looks'

const MUNICIPAL = { departmentId: placeId('市政养护所') }
const POWER = { departmentId: placeId('供电公司') }
const KEYS = ['resident', 'worker', 'secretary', 'subdistrict', 'department', 'department2'] as const

let host: TestHost
const on = {} as Record<(typeof KEYS)[number], Client>
const { browser, look } = await stage(async (given) => {
  host = given
  for (const key of KEYS) on[key] = await host.as(key)
  await setClock('2026-11-24T10:00:00+08:00')
})

async function setClock(at: string) {
  host.clock.offsetMs += Date.parse(at) - host.clock.now().getTime()
  await host.runner.settle()
}

async function submitted(text: string, given: object = {}): Promise<string> {
  const { id } = await on.resident.mutate('appeals.submit', { ...lampAppeal(), text, ...given })
  await host.runner.settle()
  return id
}

const board = 'modules/secretary/dispatch/list'
const detail = (id: string) => `modules/governance/appeals/detail?id=${id}`
const deskOrder = (id: string) => `modules/worker/desk/order?id=${id}`
const dispatchOrder = (id: string) => `modules/secretary/dispatch/order?id=${id}`

describe.skipIf(!browser)('the promise on screen', { timeout: 90_000 }, () => {
  test('a pause is said with its reason, to the resident and on the order of who works on it', async () => {
    const id = await submitted('3号楼的感应灯不亮，等了一个星期')
    await on.worker.mutate('desk.accept', { id })
    await on.worker.mutate('desk.pause', { id, reason: 'parts', text: '灯头订了货，周五到' })
    await host.runner.settle()
    await look('resident', detail(id), 'detail-paused', (opened) => opened.getByText('恢复后接着算').waitFor())
    await look('worker', deskOrder(id), 'order-paused', (opened) => opened.locator('#order-resume').waitFor())
    await look('worker', deskOrder(id), 'sheet-extend', async (opened) => {
      await opened.locator('#order-extend').click()
      await opened.locator('#extend-send').waitFor()
    })
    await look('worker', deskOrder(id), 'sheet-reclassify', async (opened) => {
      await opened.locator('#order-reclassify').click()
      await opened.locator('#reclassify-send').waitFor()
    })
  })

  test('the department’s desk and its order', async () => {
    const id = await submitted('路口的灯杆斜了，大风天怕倒')
    await on.secretary.mutate('dispatch.whistle', { id, text: '灯杆归市政管，社区没有权限', ...MUNICIPAL })
    await host.runner.settle()
    await look('department', 'pages/desk/desk', 'desk-department', (opened) =>
      opened.getByText('路口的灯杆斜了').waitFor(),
    )
    await look('department', deskOrder(id), 'order-whistled', (opened) => opened.getByText('等您报到').waitFor())
    await look('resident', detail(id), 'detail-whistled', (opened) => opened.getByText('等市政养护所报到').waitFor())
  })

  test('the board: lights in words, overdue first', async () => {
    const late = await submitted('楼道堆了旧家具，轮椅推不过去', { urgency: 'urgent' })
    await on.secretary.mutate('dispatch.supervise', { id: late, text: '今天去看一下，明天说结果' })
    await setClock('2026-12-04T10:00:00+08:00')
    await look('secretary', board, 'board', async (opened) => {
      await opened.getByText('楼道堆了旧家具').waitFor()
      expect(await opened.getByText('超期', { exact: true }).count()).toBeGreaterThan(1)
    })
    await look('resident', detail(late), 'detail-overdue', (opened) => opened.getByText('比承诺的时间晚了').waitFor())
  })

  test('the moves of the secretary on an order that waits', async () => {
    const fresh = await submitted('单元门的闭门器坏了')
    await look('secretary', dispatchOrder(fresh), 'order-secretary', (opened) =>
      opened.locator('#order-assign').waitFor(),
    )
    await look('secretary', dispatchOrder(fresh), 'sheet-whistle', async (opened) => {
      await opened.locator('#order-whistle').click()
      await opened.getByText('市政养护所').waitFor()
    })
  })

  test('closed: the resident is asked once, the secretary calls back', async () => {
    const id = await submitted('花坛边的护栏歪了')
    await on.worker.mutate('desk.accept', { id })
    await on.worker.mutate('desk.resolve', { id, text: '扶正了' })
    await look('resident', detail(id), 'detail-resolved', (opened) => opened.getByText('就自动结案').waitFor())
    await on.resident.mutate('appeals.confirm', { id })
    await host.runner.settle()
    await look('resident', detail(id), 'detail-rate', (opened) => opened.locator('#rate-fair').waitFor())
    await look('secretary', dispatchOrder(id), 'sheet-call-back', async (opened) => {
      await opened.locator('#order-callBack').click()
      await opened.locator('#result-unreachable').waitFor()
    })
  })

  test('a second department is called in, joins, and everyone reads it', async () => {
    const id = await submitted('变压器旁边的灯杆锈断了一半，下雨漏电')
    await on.secretary.mutate('dispatch.whistle', { id, text: '灯杆归市政管，社区没有权限', ...MUNICIPAL })
    await on.department.mutate('desk.reportIn', { id })
    await look('department', deskOrder(id), 'sheet-call-in', async (opened) => {
      await opened.locator('#order-callIn').click()
      await opened.locator(`#department-${POWER.departmentId}`).click()
      await opened.locator('#callIn-send').waitFor()
    })
    await on.department.mutate('desk.callIn', { id, text: '要先断电才能拆灯杆', ...POWER })
    await host.runner.settle()
    await look('department2', deskOrder(id), 'order-called-in', (opened) => opened.locator('#order-joinIn').waitFor())
    await look('department2', 'pages/desk/desk', 'desk-department-called', (opened) =>
      opened.getByText('请您一起办').waitFor(),
    )
    await on.department2.mutate('desk.joinIn', { id, text: '带了登高车' })
    await on.department2.mutate('desk.step', { id, text: '已经断电，可以拆了' })
    await host.runner.settle()
    await look('department2', deskOrder(id), 'order-joined', (opened) => opened.locator('#order-step').waitFor())
    await look('department2', 'pages/desk/desk', 'desk-department-helps', (opened) =>
      opened.getByText('变压器旁边的灯杆锈断了一半').waitFor(),
    )
    await look('resident', detail(id), 'detail-joined', async (opened) => {
      await opened.getByText('供电公司到场').scrollIntoViewIfNeeded()
    })
  })

  test('an objection before the subdistrict', async () => {
    const id = await submitted('停车位的地锁坏在路中间')
    await on.secretary.mutate('dispatch.whistle', { id, text: '地面归市政管', ...MUNICIPAL })
    await on.department.mutate('desk.object', { id, text: '车位是小区自己划的' })
    await host.runner.settle()
    await look('subdistrict', dispatchOrder(id), 'order-objected', (opened) =>
      opened.locator('#order-insist').waitFor(),
    )
    await look('subdistrict', dispatchOrder(id), 'sheet-release', async (opened) => {
      await opened.locator('#order-release').click()
      await opened.locator('#release-send').waitFor()
    })
    await look('resident', detail(id), 'detail-objected', (opened) => opened.getByText('等街道裁定由谁来办').waitFor())
  })

  test('closed unfixed: asked with its reason, read by the resident, contested, looked at again', async () => {
    const id = await submitted('铁路边的围墙有个大洞')
    await look('secretary', dispatchOrder(id), 'sheet-close-unfixed', async (opened) => {
      await opened.locator('#order-closeUnfixed').click()
      await opened.locator('#closeUnfixed-send').waitFor()
    })
    await on.secretary.mutate('dispatch.closeUnfixed', { id, text: '围墙归铁路，已经发函，对方没有答复' })
    await host.runner.settle()
    await look('resident', detail(id), 'detail-unfixed', (opened) => opened.locator('#appeal-contest').waitFor())
    await look('resident', detail(id), 'sheet-contest', async (opened) => {
      await opened.locator('#appeal-contest').click()
      await opened.locator('#contest-send').waitFor()
    })
    await on.resident.mutate('appeals.contest', { id, text: '请再发一次函，孩子太危险' })
    await host.runner.settle()
    await look('secretary', dispatchOrder(id), 'order-contested', (opened) => opened.locator('#order-uphold').waitFor())
    await look('secretary', dispatchOrder(id), 'sheet-uphold', async (opened) => {
      await opened.locator('#order-uphold').click()
      await opened.locator('#uphold-send').waitFor()
    })
    await on.secretary.mutate('appeals.uphold', { id, text: '铁路书面答复，下半年一起修' })
    await host.runner.settle()
    await look('resident', detail(id), 'detail-upheld', (opened) => opened.getByText('可以打 12345 反映').waitFor())
  })

  test('closed by silence, and a call back that was not satisfied', async () => {
    const id = await submitted('车库出口的反光镜碎了')
    await on.worker.mutate('desk.accept', { id })
    await on.worker.mutate('desk.resolve', { id, text: '换了一面新的' })
    await setClock('2026-12-20T10:00:00+08:00')
    await look('resident', detail(id), 'detail-lapsed', (opened) => opened.getByText('没有回音，已结案').waitFor())
    await look('worker', deskOrder(id), 'order-lapsed', (opened) => opened.getByText('没有回音，已结案').waitFor())
    await look('secretary', dispatchOrder(id), 'sheet-call-back-unsatisfied', async (opened) => {
      await opened.locator('#order-callBack').click()
      await opened.locator('#result-unsatisfied').click()
      await opened.getByText('写明原因').waitFor()
    })
    await on.secretary.mutate('dispatch.callBack', { id, result: 'unsatisfied', text: '电话里说镜子装反了' })
    await host.runner.settle()
    await look('resident', detail(id), 'detail-called-back', (opened) =>
      opened.getByText('电话里说镜子装反了').waitFor(),
    )
    await on.worker.mutate('appeals.reclassify', { id, category: 'parking', urgency: 'urgent' })
    await host.runner.settle()
    await look('resident', detail(id), 'detail-reclassified', (opened) => opened.getByText('改类别').waitFor())
    await look('resident', 'pages/messages/messages', 'messages-reclassified', (opened) =>
      opened.getByText('诉求改了类别').first().waitFor(),
    )
  })

  test('what it sounds like is filled in; danger shows the number before all else', async () => {
    await look('resident', 'modules/governance/appeals/submit', 'submit-heard', async (opened) => {
      await opened.locator('#appeal-text textarea').fill('楼下有人半夜放音响，吵得睡不着')
      await opened.getByText('听着像：噪音扰民').waitFor()
    })
    await look('resident', 'modules/governance/appeals/submit', 'submit-emergency', async (opened) => {
      await opened.locator('#appeal-text textarea').fill('楼道里着火了，好大的烟')
      await opened.locator('#emergency-call-119').waitFor()
      const [call, words] = [
        await opened.locator('#emergency-call-119').boundingBox(),
        await opened.locator('#appeal-text').boundingBox(),
      ]
      expect(call!.y).toBeLessThan(words!.y)
    })
  })
})
