import { fillList, insertList, membersOf, sizeOf } from '../../../cloudfunctions/registry/lists/store'
import { measured, measuredQuestions } from './asked'
import type { RegistryGround } from './ground'

const PAGE = 21
const LISTED = 200
const OPENED = 50

/** The first page of one whole community's open list; and opening a list of about 200 people, each look written down. */
export async function lists({ db, pool }: RegistryGround, communityIds: readonly string[]) {
  const now = new Date()
  const since = new Date(now.getTime() - 24 * 3_600_000)
  const open = (communityId: string, placeId: string) =>
    db.transaction(async (tx) => {
      // Somebody else each time: nobody has seen more than 200 freely.
      const [id, viewerId] = [crypto.randomUUID(), crypto.randomUUID()]
      const listed = { communityId, placeId, filter: {}, now }
      const { people } = await sizeOf(tx, listed, { viewerId, since })
      const row = { id, communityId, placeId, filter: {}, purpose: 'care' as const, people }
      await insertList(tx, { ...row, approvalId: null, openedBy: viewerId, openedAt: now })
      await fillList(tx, listed, { listId: id, viewerId, purpose: 'care', now })
      return { id, communityId, people }
    })
  const whole = await Promise.all(communityIds.slice(0, 5).map((id) => open(id, id)))
  await pool.query('analyze access_log')
  let next = 0
  const page = await measuredQuestions(() => {
    const list = whole[next++ % whole.length]!
    return () => membersOf(db, list, { after: null, limit: PAGE })
  })
  // Buildings that hold about so many.
  const { rows } = await pool.query<{ communityId: string; placeId: string }>(
    `select b.community_id as "communityId", b.id as "placeId" from places b
       join lateral (select count(*) as n from residents where grams @> array['@' || b.id] and left_at is null) held on true
     where b.kind = 'building' and b.community_id = $1 order by abs(held.n - $2) limit $3`,
    [communityIds[0], LISTED, OPENED],
  )
  const opened = await measured(() => {
    const { communityId, placeId } = rows[next++ % rows.length]!
    return open(communityId, placeId)
  }, OPENED)
  return { page, opened, people: whole[0]!.people }
}
