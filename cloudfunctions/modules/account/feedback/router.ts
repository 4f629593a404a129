import * as z from 'zod'
import {
  FEEDBACK_KINDS,
  FEEDBACK_TEXT_MAX,
  FEEDBACK_TEXT_MIN,
  type FeedbackKind,
} from '../../../contract/account/feedback'
import type { Caller } from '../../../kernel/context'
import { cursorField, nothing, pageOf, textField } from '../../../kernel/dispatch/fields'
import { idCursor, toPage } from '../../../kernel/dispatch/page'
import { mutation, query, router } from '../../../kernel/dispatch/procedure'
import { conflict } from '../../../kernel/errors'
import { emit } from '../../../kernel/events/store'
import { answerFeedback, countyId, type FeedbackRow, feedbackOf, feedbackOfCounties, insertFeedback } from './store'

const kind = z.enum(Object.keys(FEEDBACK_KINDS) as [FeedbackKind, ...FeedbackKind[]])
const entry = z.strictObject({
  id: z.string(),
  kind,
  text: z.string(),
  createdAt: z.string(),
  answer: z.nullable(z.string()),
  answeredAt: z.nullable(z.string()),
})

const present = ({ id, kind, text, createdAt, answer, answeredAt }: FeedbackRow): z.output<typeof entry> => ({
  id,
  kind,
  text,
  answer,
  createdAt: createdAt.toISOString(),
  answeredAt: answeredAt?.toISOString() ?? null,
})

const countiesOf = (caller: Caller) => caller.grants.filter((g) => g.role === 'county').map((g) => g.placeId)

/** 对本程序的意见: the in-app complaint entry required of government apps. */
export const feedbackRouter = router({
  submit: mutation(
    { callers: 'person', about: '对本程序提意见', perMinute: 6 },
    { kind, text: textField(FEEDBACK_TEXT_MIN, FEEDBACK_TEXT_MAX) },
    z.strictObject({ id: z.string() }),
    async ({ deps, tx, caller, now }, { kind, text }) => {
      const row = {
        id: deps.newId(),
        personId: caller.personId,
        countyId: await countyId(tx),
        kind,
        text,
        createdAt: now,
      }
      await insertFeedback(tx, row)
      await emit(deps, tx, 'feedback.submitted', { feedbackId: row.id, personId: row.personId, countyId: row.countyId })
      return { id: row.id }
    },
  ),

  mine: query({ callers: 'person', about: '我提过的意见和答复' }, {}, z.array(entry), async ({ db, caller }) =>
    (await feedbackOf(db, caller.personId)).map(present),
  ),

  list: query(
    { callers: ['county'], about: '全县对本程序的意见' },
    { cursor: cursorField },
    pageOf(entry),
    async ({ db, caller }, { cursor }) =>
      toPage(await feedbackOfCounties(db, countiesOf(caller), idCursor(cursor)), present, (last) => last.id),
  ),

  answer: mutation(
    { callers: ['county'], about: '答复一条意见' },
    { id: z.uuid(), text: textField(FEEDBACK_TEXT_MIN, FEEDBACK_TEXT_MAX) },
    nothing,
    async ({ deps, tx, caller, now }, { id, text }) => {
      const answered = await answerFeedback(tx, {
        id,
        countyIds: countiesOf(caller),
        answer: text,
        answeredBy: caller.personId,
        answeredAt: now,
      })
      if (!answered) throw conflict('feedback.answered', '这条意见已经答复过，或者不在您这里')
      await emit(deps, tx, 'feedback.answered', { feedbackId: id, personId: answered.personId })
      return {}
    },
  ),
})
