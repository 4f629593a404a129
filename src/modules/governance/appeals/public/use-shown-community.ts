import { useState } from 'react'
import { useCommunities } from '../../../../parts/places/use-communities'
import { type Community, pickCommunity, useCommunity } from '../../../../parts/places/use-community'

/**
 * Whose appeals are on show: one's own community at first, any other by choice. A guest's choice is also home's. Who works
 * for a subdistrict or the county has no community of their own and chooses one.
 */
export function useShownCommunity() {
  const { community: own, isFixed } = useCommunity()
  const query = useCommunities()
  const [visited, visit] = useState<Community | null>(null)
  const ofOwn = query.data?.find(({ id }) => id === own?.id) ?? null
  const pick = (picked: Community) => (isFixed ? visit(picked) : pickCommunity(picked))
  return { community: visited ?? ofOwn, query, pick }
}
