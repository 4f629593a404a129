import { onEvent } from '../../../kernel/events/handler'
import { handOver } from './store'

/** Orders of a record follow the person it turned out to be. */
export const followMerged = onEvent('person.merged', 'orders.followMerged', (_deps, tx, merged) => handOver(tx, merged))
