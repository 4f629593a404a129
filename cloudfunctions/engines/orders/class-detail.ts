import type { Urgency } from '../../contract/orders'

interface Class {
  category: string
  urgency: Urgency
}

/** What a reclassification writes into the history: the category, and the urgency where that changed. */
export const classDetail = (before: Class, after: Class): string =>
  before.urgency === after.urgency ? after.category : `${after.category} ${after.urgency}`

/** The same read again. */
export function readClass(detail: string): { category: string; urgency: Urgency | null } {
  const [category = '', urgency] = detail.split(' ')
  return { category, urgency: (urgency as Urgency | undefined) ?? null }
}
