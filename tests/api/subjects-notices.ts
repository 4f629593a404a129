import { insertComment } from '../../cloudfunctions/modules/civic/notices/comments/store'
import { carryWave, findReaders, startSending } from '../../cloudfunctions/modules/civic/notices/send'
import { lockNotice } from '../../cloudfunctions/modules/civic/notices/store'
import { personId, placeIds } from '../../local/county/cast'
import type { Client, TestHost } from '../host'
import { noticeForm } from '../modules/civic/notice-world'
import type { Made } from './subjects'

export type NoticeSubject =
  | 'notice'
  | 'draftNotice'
  | 'waitingNotice'
  | 'scheduledNotice'
  | 'comment'
  | 'doorList'
  | 'openedDoorList'
  | 'doorEntry'
  | 'markedDoor'

/** What the secretary told the resident's building, at every stage, and whom the worker is to tell at the door. */
export function noticeSubjects(
  host: TestHost,
  as: (key: string) => Promise<Client>,
): Record<NoticeSubject, () => Promise<Made>> {
  /** Without the runner, which may be stopped, and without leaving it anything to do. */
  const deps = { ...host.deps, handlers: [] }
  const carried = (noticeId: string, wave: 'post' | 'push' | 'doorsNow') =>
    deps.db.transaction((tx) => carryWave(deps, tx, { noticeId, wave, round: 1, after: null }))
  /** Two readers are told faster than a building. */
  const two = { placeIds: [], who: { kind: 'people', personIds: [personId('resident'), personId('neighbour')] } }
  async function draft(audience: object = two): Promise<Made> {
    const form = noticeForm({ needsConfirmation: true, audience })
    const { id } = await (await as('secretary')).mutate('notices.save', form)
    return { id, input: { id } }
  }
  async function published(audience?: object): Promise<Made> {
    const made = await draft(audience)
    await deps.db.transaction(async (tx) => startSending(deps, tx, (await lockNotice(tx, made.id))!))
    await deps.db.transaction((tx) => findReaders(deps, tx, made.id))
    await carried(made.id, 'post')
    await carried(made.id, 'push')
    return made
  }
  async function list(): Promise<{ id: string; noticeId: string }> {
    const { id: noticeId } = await published(noticeForm().audience)
    await carried(noticeId, 'doorsNow')
    const { rows } = await host.database.pool.query('select id from door_lists where subject_id = $1', [noticeId])
    return { id: rows[0].id, noticeId }
  }
  async function entry(): Promise<string> {
    const { id } = await list()
    const { rows } = await host.database.pool.query('select id from door_entries where list_id = $1 limit 1', [id])
    return rows[0].id
  }
  return {
    notice: () => published(),
    draftNotice: () => draft(),
    async waitingNotice() {
      const made = await draft()
      // Somebody else's, so that every publisher may decide on it.
      await host.database.pool.query(`update notices set state = 'waiting', author_id = $2 where id = $1`, [
        made.id,
        personId('committee'),
      ])
      return made
    },
    async scheduledNotice() {
      const made = await draft()
      const at = new Date(host.clock.now().getTime() + 3_600_000).toISOString()
      await (await as('secretary')).mutate('notices.publish', { ...made.input, at })
      return made
    },
    async comment() {
      const { id: noticeId } = await published()
      const commentId = host.deps.newId()
      await host.deps.db.transaction((tx) =>
        insertComment(tx, {
          id: commentId,
          communityId: placeIds.community,
          noticeId,
          authorId: personId('resident'),
          text: '只给能看的人看',
          checkState: 'passed',
          createdAt: host.clock.now(),
        }),
      )
      return { id: commentId, input: { commentId } }
    },
    async doorList() {
      return { id: (await list()).id, input: {} }
    },
    async openedDoorList() {
      const { id } = await list()
      return { id, input: { listId: id } }
    },
    async doorEntry() {
      const entryId = await entry()
      return { id: entryId, input: { entryId } }
    },
    async markedDoor() {
      const entryId = await entry()
      await (await as('worker')).mutate('doors.done', { entryId, how: 'byPhone' })
      return { id: entryId, input: { entryId } }
    },
  }
}
