import type { OwnExport } from '../../../registry/people/own-export'
import { commentsBy } from './comments/store'

/** What a person wrote below notices. */
export const exportNoticeComments: OwnExport = {
  title: '通知下面的留言',
  of: async (db, personId) =>
    (await commentsBy(db, personId)).map(({ title, text, createdAt }) => ({
      时间: createdAt,
      通知: title,
      留言: text,
    })),
}
