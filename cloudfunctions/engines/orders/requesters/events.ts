import { onEvent } from '../../../kernel/events/handler'
import { handOver, handOverSome } from './store'

/** Orders of a record follow the person it turned out to be. */
export const followMerged = onEvent('person.merged', 'orders.followMerged', (_deps, tx, merged) => handOver(tx, merged))

/** Of a record that was two people's, the new person has what is theirs. */
export const followSplit = onEvent('person.split', 'orders.followSplit', (_deps, tx, split) => handOverSome(tx, split))
