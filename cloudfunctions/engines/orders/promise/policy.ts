import type { Span } from './due'

/** What is promised for one category, urgency and place. */
export interface PromisePolicy {
  /** Until it must be done. */
  span: Span
  /** What one extension adds. */
  extension: Span
  /** Until somebody must have taken it. */
  acceptWithin: Span
  /** Until a department that was whistled for must have reported in. */
  reportIn: Span
  /** How long the requester has to answer before a resolved order closes by itself, announced when it is resolved. */
  silence: Span
}

/** What a county sets otherwise than the kind's own data says. */
export type PolicyOverride = Partial<Pick<PromisePolicy, 'span' | 'extension'>>
