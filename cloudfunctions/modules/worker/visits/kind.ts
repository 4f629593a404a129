import { VISIT_REQUEST_KEYS, VISIT_REQUESTS, type VisitRequest } from '../../../contract/worker/visits'
import type { OrderKind } from '../../../engines/orders/kind'
import { USUAL_LADDER } from '../../../engines/orders/ladder'
import type { Span } from '../../../engines/orders/promise/due'

/** What happens to people does not wait for the office to open. */
const AT_ONCE: Span = { calendarHours: 2 }
const SPANS: Record<VisitRequest, Span> = {
  incident: AT_ONCE,
  dispute: { workingDays: 1 },
  request: { workingDays: 1 },
  routine: { workingDays: 3 },
}

/**
 * 走访 that somebody asks for: waits for the grid worker; resolving it writes the visit. Why it is asked for is its category.
 * @param emergencyIn which words call for 110, 119 or 120; learnt by appeals, and put together with this kind by the entries
 */
export const visitKind = (emergencyIn: OrderKind['emergencyIn']): OrderKind => ({
  name: 'visit',
  pool: ['gridWorker'],
  icon: 'walk',
  tone: 'car',
  steps: ['请人上门', '接单', '上门走访', '您来确认'],
  categories: VISIT_REQUEST_KEYS,
  categoryLabel: (category) => (VISIT_REQUESTS[category as VisitRequest] ?? VISIT_REQUESTS.request).label,
  actionLabels: { submit: '请人上门', resolve: '去过了，等您确认', withdraw: '不用上门了' },
  hidesRequesterHome: true,
  promise(category, urgency) {
    const isPressing = urgency === 'emergency' || category === 'incident'
    return {
      span: isPressing ? AT_ONCE : (SPANS[category as VisitRequest] ?? SPANS.request),
      extension: { workingDays: 1 },
      acceptWithin: isPressing ? { calendarHours: 0.25 } : { workingHours: 2 },
      reportIn: isPressing ? { calendarHours: 1 } : { workingHours: 4 },
      silence: { workingDays: 3 },
    }
  },
  emergencyIn,
  ladder: USUAL_LADDER,
})
