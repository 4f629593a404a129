import { useSyncExternalStore } from 'react'
import { useSession } from '../../lib/session'
import { keepJson, readJson } from '../../lib/storage'
import { useCommunities } from './use-communities'

export interface Community {
  id: string
  name: string
}

const KEPT = 'community'

let picked = readJson<Community>(KEPT)
const watchers = new Set<() => void>()

function watch(renew: () => void): () => void {
  watchers.add(renew)
  return () => watchers.delete(renew)
}

/** Notes on this phone which community a guest, or a person without a registered home, looks at. */
export function pickCommunity(community: Community): void {
  picked = community
  keepJson(KEPT, community)
  for (const renew of watchers) renew()
}

/**
 * The community on show: that of the registered home, else where the person works, else the one picked on this phone.
 * `isFixed`: it comes from the registry and is not for choosing here.
 */
export function useCommunity(): { community: Community | null; isFixed: boolean } {
  const { me } = useSession()
  const chosen = useSyncExternalStore(watch, () => picked)
  const post = me?.roles[0]
  const communities = useCommunities(post !== undefined && !me?.home)
  if (me?.home) return { community: { id: me.home.communityId, name: me.home.communityName }, isFixed: true }
  if (!post) return { community: chosen, isFixed: false }
  // Who works for a subdistrict or the county has no community, but a place with a name.
  const name = communities.data?.find(({ id }) => id === post.communityId)?.name ?? post.placeName
  return { community: { id: post.communityId, name }, isFixed: true }
}
