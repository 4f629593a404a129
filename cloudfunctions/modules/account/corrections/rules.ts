import { ENDED_STATES, type OrderState } from '../../../contract/orders'

/** Nobody works on it any more. */
export const hasEnded = (state: OrderState) => (ENDED_STATES as readonly OrderState[]).includes(state)
