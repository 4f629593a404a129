import { SIMILAR_METRES } from '../../../../contract/governance/appeals'
import type { OrderState } from '../../../../contract/orders'
import type { Point } from '../../../../contract/places'
import { countFollowers, followedAmong } from '../../../../engines/orders/followers/store'
import { type NearOrder, ordersNear, picturesOf } from '../../../../engines/orders/near/store'
import type { Database } from '../../../../kernel/database/open'
import { areAlike } from '../../../../kernel/files/likeness'
import { comparable, isOffered, likeness } from './rules'
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
  state: OrderState
  placeLabel: string
  metres: number
  createdAt: string
  promisedAt: string
  /** How many have said "me too". */
  followers: number
  isMine: boolean
  isFollowed: boolean
}

interface Told {
  /** Empty where there are pictures alone. */
  text: string
  /** Hashes of the pictures. */
  looks: readonly bigint[]
}

/** What each near order scores, by words or by pictures; a picture of the same view is enough by itself. */
async function scored(db: Database, near: NearOrder[], { text, looks }: Told) {
  const ids = near.map(({ id }) => id)
  const looksOf = looks.length > 0 ? await picturesOf(db, ids) : new Map<string, bigint[]>()
  const told = text ? comparable(text) : null
  return near.map((order) => {
    const inWords = told && order.text ? likeness(told, comparable(order.text)) : 0
    return { order, score: areAlike(looks, looksOf.get(order.id) ?? []) ? 1 : inWords }
  })
}

/**
 * Open appeals of perhaps the same matter: within 250 m or at the same building, alike in words, subject and trouble, or
 * shown in a picture of the same view; the likeliest three.
 */
export async function similarTo(
  db: Database,
  given: Told & { point: Point; placeIds: readonly string[]; viewerId: string; now: Date },
): Promise<Similar[]> {
  const { point, placeIds, viewerId, now } = given
  const since = new Date(now.getTime() - LOOKED_BACK_DAYS * DAY_MS)
  const near = await ordersNear(db, { kind: 'appeal', point, metres: SIMILAR_METRES, placeIds, since })
  const offered = (await scored(db, near, given))
    .filter(({ order, score }) => isOffered(score, order.metres))
    .sort((a, b) => b.score - a.score)
    .slice(0, OFFERED_MAX)
  const ids = offered.map(({ order }) => order.id)
  const [followers, followed] = [await countFollowers(db, ids), await followedAmong(db, ids, viewerId)]
  return offered.map(({ order }) => ({
    id: order.id,
    trouble: order.text ? troubleLabel(order.text) : null,
    category: order.category,
    state: order.state,
    placeLabel: order.placeLabel,
    metres: order.metres,
    createdAt: order.createdAt.toISOString(),
    promisedAt: order.promisedAt.toISOString(),
    followers: followers.get(order.id) ?? 0,
    isMine: order.requesterId === viewerId,
    isFollowed: followed.has(order.id),
  }))
}
