import type { OwnExport } from '../../../registry/people/own-export'
import { feedbackOf } from './store'

/** What a person said about the app, with the answers. */
export const exportFeedback: OwnExport = {
  title: '对本程序的意见',
  of: async (db, personId) =>
    (await feedbackOf(db, personId)).map(({ kind, text, createdAt, answer, answeredAt }) => ({
      kind,
      text,
      createdAt,
      answer,
      answeredAt,
    })),
}
