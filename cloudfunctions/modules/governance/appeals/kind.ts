import { APPEAL_CATEGORY_LABELS, APPEAL_PROMISE_HOURS, type AppealCategory } from '../../../contract/governance/appeals'
import type { OrderKind } from '../../../engines/orders/kind'

/** 一键诉求: waits in its grid's pool for the grid worker. */
export const appealKind: OrderKind = {
  name: 'appeal',
  pool: ['gridWorker', 'courier'],
  icon: 'message-report',
  tone: 'gov',
  steps: ['受理', '派单', '处理', '您来确认'],
  categoryLabel: (category) => APPEAL_CATEGORY_LABELS[category as AppealCategory] ?? APPEAL_CATEGORY_LABELS.other,
  promise: (from, urgency) => new Date(from.getTime() + APPEAL_PROMISE_HOURS[urgency] * 3_600_000),
}
