import { FOLLOWED_STATE_LABELS } from '../../../../cloudfunctions/contract/governance/appeals'
import type { OrderState } from '../../../../cloudfunctions/contract/orders'
import { dayOf, metresOf, walkOf } from '../../../lib/format'
import type { api } from '../../../lib/rpc'
import { standingOf } from '../../../parts/orders/standing'

export type Similar = Awaited<ReturnType<typeof api.appeals.similar>>[number]
export type Followed = Awaited<ReturnType<typeof api.appeals.followed>>

/** What is wrong, in our own words: who told it said it to the office alone. */
export const troubleOf = ({ trouble, categoryLabel }: Pick<Similar, 'trouble' | 'categoryLabel'>): string =>
  trouble ?? categoryLabel

/** Icon, word and colour of where it stands, for who has only said "me too". */
export const followedStanding = (state: OrderState) => ({
  ...standingOf({ state, isMine: false }),
  word: FOLLOWED_STATE_LABELS[state],
})

/** 檀溪苑3号楼，离您 120 米，走 2 分钟; or at the very building. */
export const whereOf = ({ placeLabel, metres }: Pick<Similar, 'placeLabel' | 'metres'>): string =>
  metres === 0 ? `${placeLabel}，就在这里` : `${placeLabel}，离这里 ${metresOf(metres)}，${walkOf(metres)}`

/** How many wait for it besides who told it. */
export const joinedOf = (followers: number): string =>
  followers === 0 ? '还没有别的邻居加入' : `${followers} 位邻居已加入`

export const sinceOf = (createdAt: string, now: Date): string => `${dayOf(createdAt, now)}提的`
