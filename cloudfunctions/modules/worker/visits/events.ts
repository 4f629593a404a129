import { onEvent } from '../../../kernel/events/handler'
import { eraseFiles } from '../../../kernel/files/erase'
import { eraseResultsOf } from './store'

/** What visits found of a person goes with their account, pictures too; that somebody came, and when, stays. */
export const eraseVisits = onEvent('account.closed', 'visits.erase', async (_deps, tx, { personId }) => {
  await eraseFiles(tx, await eraseResultsOf(tx, personId))
})
