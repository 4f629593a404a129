import type { Urgency } from '../../../contract/orders'
import type { Deps } from '../../../kernel/context'
import type { Executor } from '../../../kernel/database/open'
import type { OrderKind } from '../kind'
import type { Calendar } from './calendar'
import { dueAt, type Span } from './due'
import { yellowAt } from './light'
import type { PromisePolicy } from './policy'
import { overrideAt } from './store'

declare module '../../../kernel/context' {
  interface Deps {
    /** Which days and hours this county works. */
    calendar: Calendar
  }
}

/** What the kind promises, or what the nearest place has set instead. */
export async function policyFor(
  db: Executor,
  kind: OrderKind,
  of: { category: string; urgency: Urgency; gridPath: readonly string[] },
): Promise<PromisePolicy> {
  const where = { path: of.gridPath, kind: kind.name, category: of.category, urgency: of.urgency }
  return { ...kind.promise(of.category, of.urgency), ...(await overrideAt(db, where)) }
}

/** A promise that begins now: its due and when it turns yellow. */
export function begin({ calendar }: Pick<Deps, 'calendar'>, now: Date, span: Span) {
  const promisedAt = dueAt(now, span, calendar)
  return { span, promisedAt, yellowAt: yellowAt(now, promisedAt, span, calendar), promisedFrom: now }
}
