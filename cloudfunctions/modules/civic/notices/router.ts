import { router } from '../../../kernel/dispatch/procedure'
import { audienceProcedures } from './audience/procedures'
import { commentProcedures } from './comments/procedures'
import { publishingProcedures } from './publishing'
import { reachProcedures } from './reach/procedures'
import { readingProcedures } from './reading'
import { settingsProcedures } from './settings/procedures'

/** 通知公告: written, sent out to those it is for, and shown whom it reached. */
export const noticesRouter = router({
  ...readingProcedures,
  ...commentProcedures,
  ...publishingProcedures,
  ...audienceProcedures,
  ...reachProcedures,
  ...settingsProcedures,
})
