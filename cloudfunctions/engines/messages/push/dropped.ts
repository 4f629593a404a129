import type { Outcome } from '../../../kernel/outbox/effect'
import type { EndingName } from '../ending'

/** A push that ends here, by the name of its ending. */
export const dropped = (error: EndingName, errorCode: number | null = null): Outcome => ({
  result: 'dropped',
  error,
  ...codeOf(errorCode),
})

export const codeOf = (errorCode: number | null) => (errorCode === null ? {} : { errorCode })
