import type { MessageKind } from '../../../engines/messages/kind'
import { send } from '../../../engines/messages/send'
import { onEvent } from '../../../kernel/events/handler'
import { pathOf } from '../../../registry/places/store'
import { holdersAt } from '../../../registry/roles/store'
import { eraseFeedbackOf } from './store'

interface Params {
  feedbackId: string
}

const arrived: MessageKind<Params> = {
  name: 'feedback.arrived',
  topic: 'work',
  urgency: 'low',
  title: () => '有人对本程序提了意见',
  body: () => '点开看看，答复后对方会收到',
  link: () => '/modules/account/feedback/feedback',
}

const answered: MessageKind<Params> = {
  name: 'feedback.answered',
  topic: 'account',
  urgency: 'low',
  title: () => '您提的意见有答复了',
  body: () => '点开看看怎么说',
  link: () => '/modules/account/feedback/feedback',
}

export const tellCountyOfFeedback = onEvent(
  'feedback.submitted',
  'feedback.tellCounty',
  async (deps, tx, event, eventId) => {
    const placePath = await pathOf(tx, event.countyId)
    const to = await holdersAt(tx, { roles: ['county'], placePath, now: deps.clock.now() })
    await send(deps, tx, { kind: arrived, to, params: event, subjectId: event.feedbackId, dedupeKey: eventId })
  },
)

export const tellOfAnswer = onEvent('feedback.answered', 'feedback.tellAnswer', async (deps, tx, event, eventId) => {
  await send(deps, tx, {
    kind: answered,
    to: [event.personId],
    params: event,
    subjectId: event.feedbackId,
    dedupeKey: eventId,
  })
})

export const eraseFeedback = onEvent('account.closed', 'feedback.erase', async (_deps, tx, { personId }) => {
  await eraseFeedbackOf(tx, personId)
})
