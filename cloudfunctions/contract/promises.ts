import type { Role } from './roles'

/** Who sets how long things may take at a place of theirs. */
export const PROMISE_SETTERS = ['subdistrict', 'county'] as const satisfies readonly Role[]

export const PROMISE_DAYS_MAX = 90
export const PROMISE_HOURS_MAX = 200
