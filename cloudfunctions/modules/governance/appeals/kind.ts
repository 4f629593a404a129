import { APPEAL_CATEGORIES, APPEAL_CATEGORY_LABELS, type AppealCategory } from '../../../contract/governance/appeals'
import type { OrderKind } from '../../../engines/orders/kind'
import { USUAL_LADDER } from '../../../engines/orders/ladder'
import { promiseOf } from './promises'
import { comparable, likeness } from './similar/rules'
import { suggest } from './suggest/suggest'

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
  emergencyIn: (text) => suggest(text).emergency,
  ladder: USUAL_LADDER,
}
