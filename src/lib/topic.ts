import type { ChangeTopic } from '../../cloudfunctions/contract/changes'

/** What a query is about, first in its key: a topic that the server signals, or a function that renews its own. */
export type Topic =
  | ChangeTopic
  | 'residents'
  | 'visits'
  | 'people'
  | 'organisation'
  | 'duties'
  | 'buildings'
  | 'notices'
  | 'doors'
