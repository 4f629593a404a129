import { describe, expect, test } from 'vitest'
import { homeId, personId } from '../../local/county/cast'
import { lampAppeal } from '../appeals'
import { relatives } from '../modules/account/relatives'
import { stage } from './looks'

const FAMILY = 'modules/account/family/list'
const MOTHER = personId('elder')

let orderId: string
const { browser, look } = await stage(async (host) => {
  const [daughter, neighbour] = [await host.as('family'), await host.as('neighbour')]
  const home = '檀溪苑3号楼2单元601'
  await relatives(host).make({ name: '王桂枝', home, hasAccount: false })
  await neighbour.mutate('family.ask', { name: '王桂枝', relation: 'daughter', homeId: homeId(home) })
  await neighbour.mutate('family.ask', {
    name: '孙秀兰',
    relation: 'relative',
    homeId: homeId('运河人家7号楼1单元102'),
  })
  await daughter.mutate('family.ask', { name: '李守田', relation: 'daughter', phone: '15700001111' })
  orderId = (await daughter.mutate('appeals.submit', { ...lampAppeal(), forPersonId: MOTHER })).id
  await host.runner.settle()
})

describe.skipIf(!browser)('the family on screen', { timeout: 180_000 }, () => {
  test('both directions, asking and answering', async () => {
    await look('family', FAMILY, 'family-daughter', (opened) => opened.getByText('我能替谁办事').waitFor())
    await look('elder', FAMILY, 'family-mother', (opened) => opened.getByText('等您答复').first().waitFor())
    await look('elder', FAMILY, 'family-answer', async (opened) => {
      await opened.locator('[id^=waiting-]').click()
      await opened.locator('#family-agree').waitFor()
    })
    await look('neighbour', 'modules/account/family/ask', 'family-ask', async (opened) => {
      await opened.locator('#ask-name input').fill('张建国')
      await opened.locator('#relation-relative').click()
    })
  })

  test('acting: the band stands above everything that is the mother’s', async () => {
    const band = '正在为 孙秀兰 办事'
    for (const [route, name] of [
      ['modules/account/family/act', 'acting'],
      ['modules/governance/appeals/submit', 'acting-submit'],
      ['modules/governance/appeals/list', 'acting-appeals'],
      ['modules/account/privacy/record', 'acting-record'],
      ['modules/account/privacy/privacy', 'acting-looks'],
    ] as const)
      await look('family', `${route}?for=${MOTHER}`, name, (opened) => opened.getByText(band).waitFor())
    // What oneself changes at once, of another the grid worker checks first.
    await look('family', `modules/account/privacy/record?for=${MOTHER}`, 'acting-item', async (opened) => {
      await opened.locator('#item-add-contact').click()
      await opened.getByText('请网格员补上').waitFor()
    })
    await look('elder', `modules/governance/appeals/detail?id=${orderId}`, 'acting-told', async (opened) => {
      await opened.getByText('由女儿李文静代报').waitFor()
      expect(await opened.getByText('女儿 李文静').count()).toBeGreaterThan(0)
    })
  })

  test('the worker confirms in person', async () => {
    const list = 'modules/worker/claims/list'
    await look('worker', list, 'guardianships-list', (opened) => opened.getByText('王*玲替王*枝').waitFor())
    await look('worker', list, 'guardianships-one', async (opened) => {
      await opened.locator('[id^=guardianship-]').first().click()
      await opened.locator('#guardianship-agreed').click()
      expect(await opened.locator('#guardianship-confirm').getAttribute('aria-disabled')).not.toBe('true')
    })
  })
})
