import type { Point } from '../../../../contract/places'
import { countFollowers } from '../../../../engines/orders/followers/store'
import { ordersNear } from '../../../../engines/orders/near/store'
import type { Database } from '../../../../kernel/database/open'
import { comparable, isOffered, likeness, SIMILAR_METRES } from './rules'
import { troubleLabel } from './troubles'

const DAY_MS = 86_400_000
const LOOKED_BACK_DAYS = 60
const OFFERED_MAX = 3

/** Somebody else's report of perhaps the same matter, without a word of theirs. */
export interface Similar {
  id: string
  /** What is wrong in our own words, or null where they cannot be told. */
  trouble: string | null
  category: string
  state: string
  placeLabel: string
  metres: number
  createdAt: string
  promisedAt: string
  /** How many have said "me too". */
  followers: number
  isMine: boolean
}

/**
 * Open appeals of perhaps the same matter: within 250 m or at the same building, alike in words, subject and trouble;
 * the likeliest three.
 */
export async function similarTo(
  db: Database,
  given: { text: string; point: Point; placeIds: readonly string[]; viewerId: string; now: Date },
): Promise<Similar[]> {
  const { text, point, placeIds, viewerId, now } = given
  const since = new Date(now.getTime() - LOOKED_BACK_DAYS * DAY_MS)
  const near = await ordersNear(db, { kind: 'appeal', point, metres: SIMILAR_METRES, placeIds, since })
  const told = comparable(text)
  const offered = near
    .flatMap((order) =>
      order.text ? [{ order, text: order.text, score: likeness(told, comparable(order.text)) }] : [],
    )
    .filter(({ order, score }) => isOffered(score, order.metres))
    .sort((a, b) => b.score - a.score)
    .slice(0, OFFERED_MAX)
  const followers = await countFollowers(
    db,
    offered.map(({ order }) => order.id),
  )
  return offered.map(({ order, text: words }) => ({
    id: order.id,
    trouble: troubleLabel(words),
    category: order.category,
    state: order.state,
    placeLabel: order.placeLabel,
    metres: order.metres,
    createdAt: order.createdAt.toISOString(),
    promisedAt: order.promisedAt.toISOString(),
    followers: followers.get(order.id) ?? 0,
    isMine: order.requesterId === viewerId,
  }))
}
