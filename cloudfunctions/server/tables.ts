import { facts as doors } from '../engines/doors/table'
import { facts as ladders } from '../engines/ladders/table'
import { facts as messages } from '../engines/messages/table'
import { facts as promises } from '../engines/orders/promise/table'
import { facts as orders } from '../engines/orders/table'
import { facts as tallies } from '../engines/orders/tallies/table'
import { facts as search } from '../engines/search/table'
import { facts as apiKeys } from '../kernel/api-keys/table'
import { facts as changes } from '../kernel/changes/table'
import { facts as clock } from '../kernel/clock/table'
import type { TableFacts } from '../kernel/database/columns'
import { facts as dispatch } from '../kernel/dispatch/table'
import { facts as events } from '../kernel/events/table'
import { facts as files } from '../kernel/files/table'
import { facts as outbox } from '../kernel/outbox/table'
import { facts as sessions } from '../kernel/sessions/table'
import { facts as wechat } from '../kernel/wechat/table'
import { facts as corrections } from '../modules/account/corrections/table'
import { facts as feedback } from '../modules/account/feedback/table'
import { facts as notices } from '../modules/civic/notices/table'
import { facts as visitRequests } from '../modules/worker/visits/asked/table'
import { facts as visits } from '../modules/worker/visits/table'
import { facts as accessLog } from '../registry/access-log/table'
import { facts as approvals } from '../registry/approvals/table'
import { facts as claims } from '../registry/claims/table'
import { facts as consents } from '../registry/consents/table'
import { facts as duties } from '../registry/duties/table'
import { facts as values } from '../registry/facts/table'
import { facts as guardianships } from '../registry/guardianships/table'
import { facts as homes } from '../registry/homes/table'
import { facts as lists } from '../registry/lists/table'
import { facts as people } from '../registry/people/table'
import { facts as placeHistory } from '../registry/places/history/table'
import { facts as places } from '../registry/places/table'
import { facts as residents } from '../registry/residents/table'
import { facts as roles } from '../registry/roles/table'
import { facts as tags } from '../registry/tags/table'

/** Every table with how it is spread and what the server may do to it. */
export const allTables: TableFacts[] = [
  clock,
  dispatch,
  events,
  outbox,
  sessions,
  apiKeys,
  changes,
  files,
  wechat, // kernel
  places,
  placeHistory,
  people,
  homes,
  values,
  tags,
  residents,
  consents,
  guardianships,
  claims,
  approvals,
  lists,
  roles,
  duties,
  accessLog, // registry
  promises,
  orders,
  tallies,
  search,
  messages,
  doors,
  ladders, // engines
  feedback,
  corrections,
  visits,
  visitRequests,
  notices, // modules
].flat()
