import type { MessageKind } from '../../../engines/messages/kind'
import { send } from '../../../engines/messages/send'
import { onEvent } from '../../../kernel/events/handler'

const ended: MessageKind<object> = {
  name: 'sessions.ended',
  topic: 'account',
  urgency: 'normal',
  title: () => '您的账号在所有手机上退出过',
  body: () => '是网格员应您的要求办的；不是您要求的，请马上找社区',
  link: () => '/modules/account/privacy/privacy',
}

/** Waits in the inbox until the person logs in again. */
export const tellOfEndedSessions = onEvent('sessions.ended', 'sessions.tell', async (deps, tx, event, eventId) => {
  await send(deps, tx, { kind: ended, to: [event.personId], params: {}, subjectId: null, dedupeKey: eventId })
})
