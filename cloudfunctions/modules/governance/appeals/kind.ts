import { APPEAL_CATEGORIES, APPEAL_CATEGORY_LABELS, type AppealCategory } from '../../../contract/governance/appeals'
import { RUNNING_STATES } from '../../../contract/orders'
import type { OrderKind } from '../../../engines/orders/kind'
import { promiseOf } from './promises'
import { comparable, likeness } from './similar/rules'

/** 一键诉求: waits in its grid's pool for the grid worker. */
export const appealKind: OrderKind = {
  name: 'appeal',
  pool: ['gridWorker', 'courier'],
  icon: 'message-report',
  tone: 'gov',
  steps: ['受理', '派单', '处理', '您来确认'],
  categories: APPEAL_CATEGORIES,
  categoryLabel: (category) => APPEAL_CATEGORY_LABELS[category as AppealCategory] ?? APPEAL_CATEGORY_LABELS.other,
  promise: promiseOf,
  likeness: (a, b) => likeness(comparable(a), comparable(b)),
  ladder: [
    {
      name: 'unaccepted',
      while: ['waiting'],
      from: 'waiting',
      after: (policy) => policy.acceptWithin,
      tells: ['secretary'],
    },
    { name: 'reportLate', while: ['whistled'], from: 'reportDue', tells: ['department', 'subdistrict'] },
    { name: 'yellow', while: RUNNING_STATES, from: 'yellow', tells: ['holder', 'secretary'] },
    { name: 'red', while: RUNNING_STATES, from: 'due', tells: ['holder', 'secretary', 'subdistrict'] },
    { name: 'redder', while: RUNNING_STATES, from: 'due', after: { workingDays: 2 }, tells: ['county'] },
  ],
}
