import { drainEvents } from '../../cloudfunctions/kernel/events/run'
import { personId } from '../../local/county/cast'
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
  const told = async () => {
    // The runner may be stopped, or busy with it already.
    await drainEvents(host.deps)
    await host.runner.settle()
  }
  /** Two readers are told faster than a building. */
  const two = { placeIds: [], who: { kind: 'people', personIds: [personId('resident'), personId('neighbour')] } }
  async function draft(audience: object = two): Promise<Made> {
    const form = noticeForm({ needsConfirmation: true, audience })
    const { id } = await (await as('secretary')).mutate('notices.save', form)
    return { id, input: { id } }
  }
  async function published(audience?: object): Promise<Made> {
    const made = await draft(audience)
    await (await as('secretary')).mutate('notices.publish', { ...made.input, at: null })
    await told()
    return made
  }
  async function list(): Promise<{ id: string; noticeId: string }> {
    const { id: noticeId } = await published(noticeForm().audience)
    await (await as('secretary')).mutate('notices.sendDoorList', { id: noticeId })
    await told()
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
      const { id } = await published()
      const { commentId } = await (await as('resident')).mutate('notices.comment', { id, text: '只给能看的人看' })
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
