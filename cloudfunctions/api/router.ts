import { router } from '../kernel/dispatch/procedure'
import { changesRouter } from '../modules/account/changes/router'
import { feedbackRouter } from '../modules/account/feedback/router'
import { filesRouter } from '../modules/account/files/router'
import { gridRouter } from '../modules/account/grid/router'
import { messagesRouter } from '../modules/account/messages/router'
import { placesRouter } from '../modules/account/places/router'
import { privacyRouter } from '../modules/account/privacy/router'
import { sessionRouter } from '../modules/account/session/router'
import { settingsRouter } from '../modules/account/settings/router'
import { publicAppealsRouter } from '../modules/governance/appeals/public/router'
import { appealsRouter } from '../modules/governance/appeals/router'
import { dispatchRouter } from '../modules/secretary/dispatch/router'
import { peopleRouter } from '../modules/secretary/people/router'
import { promisesRouter } from '../modules/secretary/promises/router'
import { deskRouter } from '../modules/worker/desk/router'
import { residentsRouter } from '../modules/worker/residents/router'
import { visitsRouter } from '../modules/worker/visits/router'

/** Everything that can be called, by function. */
export const appRouter = router({
  session: sessionRouter,
  settings: settingsRouter,
  places: placesRouter,
  grid: gridRouter,
  messages: messagesRouter,
  changes: changesRouter,
  files: filesRouter,
  feedback: feedbackRouter,
  privacy: privacyRouter,
  appeals: appealsRouter,
  publicAppeals: publicAppealsRouter,
  desk: deskRouter,
  dispatch: dispatchRouter,
  promises: promisesRouter,
  people: peopleRouter,
  residents: residentsRouter,
  visits: visitsRouter,
})

export type AppRouter = typeof appRouter
