import { expect, test } from 'vitest'
import { ORDER_ACTIONS, type OrderAction, type OrderState } from '../../../../cloudfunctions/contract/orders'
import { checkTemplateData } from '../../../../cloudfunctions/kernel/wechat/template-limits'
import { appealKind } from '../../../../cloudfunctions/modules/governance/appeals/kind'
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
  state: '处理中',
  stateToFollowers: '处理中',
  dueAt: '11月26日 17:30',
  closesAt: '11月26日 17:30',
  pauseReason: '等配件或材料到货',
}

const { ladder } = appealKind
const told = (event: { action: OrderAction; toState?: OrderState; detail?: string | null }) =>
  tellingsFor({ toState: 'waiting', detail: null, ...event }, { ladder, isEmergency: true })

test('every action and every rung says what it tells, in messages that exist', () => {
  const actions = ORDER_ACTIONS.filter((action) => action !== 'escalate')
  const states = ['waiting', 'objected'] as const
  const moves = actions.flatMap((action) =>
    states.flatMap((toState) => told({ action, toState, detail: 'x emergency' })),
  )
  const rungs = ladder.flatMap(({ name }) => told({ action: 'escalate', detail: name }))
  expect(rungs.length).toBeGreaterThanOrEqual(ladder.length)
  const said = [...moves, ...rungs].map((t) => t.message)
  const names = appealMessages.map((m) => m.name)
  expect(said.filter((name) => !names.includes(name))).toEqual([])
  expect(names.filter((name) => !said.includes(name as never))).toEqual([])
})

test.each(['urge', 'reopen', 'rate'] as const)('the pool hears of %s only while it waits for somebody', (action) => {
  const audiences = (toState: OrderState) => told({ action, toState }).map((t) => t.audience)
  expect(audiences('waiting')).toContain('pool')
  expect(audiences('reopened')).not.toContain('pool')
})

test.each(['urge', 'supplement'] as const)('while somebody has to decide, %s reaches who decides', (action) => {
  const audiences = (toState: OrderState) => told({ action, toState }).map((t) => t.audience)
  expect(audiences('contested')).toContain('secretary')
  expect(audiences('contested')).not.toContain('pool')
  expect(audiences('objected')).toContain('subdistrict')
  expect(audiences('accepted')).not.toContain('secretary')
})

test('a good rating rings nobody', () => {
  expect(told({ action: 'rate', toState: 'closed' })).toEqual([])
})

test.each(appealMessages)('$name keeps to WeChat’s limits with the longest category', (kind) => {
  for (const use of [kind.subscribe, kind.employee]) if (use) expect(checkTemplateData(use.data(params))).toEqual([])
})
