import { expect, test } from 'vitest'
import { ORDER_ACTIONS } from '../../../../cloudfunctions/contract/orders'
import { checkTemplateData } from '../../../../cloudfunctions/kernel/wechat/template-limits'
import { type AppealParams, appealMessages } from '../../../../cloudfunctions/modules/governance/appeals/messages'
import { tellingsFor } from '../../../../cloudfunctions/modules/governance/appeals/rules'

const params: AppealParams = {
  orderId: '019a0000-0000-7000-8000-000000000000',
  code: '2611-0386',
  category: '供水供电供暖供气',
  place: '檀溪苑3号楼2单元',
  urgency: '紧急',
  at: '2026-11-23 14:05',
  mayContest: true,
}

test('every action says what it tells, in messages that exist', () => {
  const told = ORDER_ACTIONS.flatMap((action) => tellingsFor({ action, holderId: null }).map((t) => t.message))
  const names = appealMessages.map((m) => m.name)
  expect(told.filter((name) => !names.includes(name))).toEqual([])
  expect(names.filter((name) => !told.includes(name as never))).toEqual([])
})

test.each(['urge', 'reopen'] as const)('the pool hears of %s only while nobody holds the order', (action) => {
  const audiences = (holderId: string | null) => tellingsFor({ action, holderId }).map((t) => t.audience)
  expect(audiences(null)).toContain('pool')
  expect(audiences('someone')).not.toContain('pool')
})

test.each(appealMessages)('$name keeps to WeChat’s limits with the longest category', (kind) => {
  for (const use of [kind.subscribe, kind.employee]) if (use) expect(checkTemplateData(use.data(params))).toEqual([])
})
