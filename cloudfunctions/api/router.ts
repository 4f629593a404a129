import { router } from '../kernel/dispatch/procedure'
import { alarmsRouter } from '../modules/account/alarms/router'
import { changesRouter } from '../modules/account/changes/router'
import { correctionsRouter } from '../modules/account/corrections/router'
import { familyRouter } from '../modules/account/family/router'
import { feedbackRouter } from '../modules/account/feedback/router'
import { filesRouter } from '../modules/account/files/router'
import { gridRouter } from '../modules/account/grid/router'
import { homesRouter } from '../modules/account/homes/router'
import { messagesRouter } from '../modules/account/messages/router'
import { placesRouter } from '../modules/account/places/router'
import { privacyRouter } from '../modules/account/privacy/router'
import { remindersRouter } from '../modules/account/reminders/router'
import { sessionRouter } from '../modules/account/session/router'
import { settingsRouter } from '../modules/account/settings/router'
import { speechRouter } from '../modules/account/speech/router'
import { noticesRouter } from '../modules/civic/notices/router'
import { publicAppealsRouter } from '../modules/governance/appeals/public/router'
import { appealsRouter } from '../modules/governance/appeals/router'
import { approvalsRouter } from '../modules/secretary/approvals/router'
import { buildingsRouter } from '../modules/secretary/buildings/router'
import { dispatchRouter } from '../modules/secretary/dispatch/router'
import { dutiesRouter } from '../modules/secretary/duties/router'
import { organisationRouter } from '../modules/secretary/organisation/router'
import { peopleRouter } from '../modules/secretary/people/router'
import { promisesRouter } from '../modules/secretary/promises/router'
import { rolesRouter } from '../modules/secretary/roles/router'
import { claimsRouter } from '../modules/worker/claims/router'
import { deskRouter } from '../modules/worker/desk/router'
import { doorsRouter } from '../modules/worker/doors/router'
import { guardianshipsRouter } from '../modules/worker/guardianships/router'
import { residentsRouter } from '../modules/worker/residents/router'
import { revealRouter } from '../modules/worker/reveal/router'
import { residentSessionsRouter } from '../modules/worker/sessions/router'
import { visitsRouter } from '../modules/worker/visits/router'

/** Everything that can be called, by function. */
export const appRouter = router({
  session: sessionRouter,
  settings: settingsRouter,
  places: placesRouter,
  grid: gridRouter,
  messages: messagesRouter,
  reminders: remindersRouter,
  alarms: alarmsRouter,
  changes: changesRouter,
  files: filesRouter,
  speech: speechRouter,
  feedback: feedbackRouter,
  privacy: privacyRouter,
  corrections: correctionsRouter,
  homes: homesRouter,
  claims: claimsRouter,
  family: familyRouter,
  guardianships: guardianshipsRouter,
  roles: rolesRouter,
  residentSessions: residentSessionsRouter,
  appeals: appealsRouter,
  publicAppeals: publicAppealsRouter,
  desk: deskRouter,
  dispatch: dispatchRouter,
  promises: promisesRouter,
  reveal: revealRouter,
  approvals: approvalsRouter,
  people: peopleRouter,
  organisation: organisationRouter,
  duties: dutiesRouter,
  buildings: buildingsRouter,
  residents: residentsRouter,
  visits: visitsRouter,
  notices: noticesRouter,
  doors: doorsRouter,
})

export type AppRouter = typeof appRouter
