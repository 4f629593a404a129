import { useQuery } from '@tanstack/react-query'
import { api } from '../../../lib/rpc'
import { useSession } from '../../../lib/session'
import { placeInput } from '../../../parts/places/chosen-place'
import { LETTERS_MIN, useSettled } from '../../../parts/tell/use-suggestion'
import type { Tell } from '../../../parts/tell/use-tell'
import type { Similar } from './followed-words'

const NONE: Similar[] = []

/**
 * Open appeals nearby that may be the same matter, by the words once they are settled and by the pictures that have
 * arrived. None for a guest, without a place or a network, and after the person has said that theirs is another matter.
 */
export function useSimilar({ draft }: Tell): Similar[] {
  const { me } = useSession()
  const settled = useSettled(draft.text.trim())
  const text = [...settled].length >= LETTERS_MIN ? settled : ''
  const fileIds = draft.photos.flatMap(({ fileId }) => fileId ?? [])
  const place = draft.place ? placeInput(draft.place) : null
  const isTold = text !== '' || fileIds.length > 0
  const isWanted = isTold && place !== null && me?.person != null && !draft.isAnother
  const { data } = useQuery({
    queryKey: ['suggestions', 'appeals.similar', { text, fileIds, place }],
    queryFn: () => api.appeals.similar({ ...(text && { text }), fileIds, ...place }),
    enabled: isWanted,
    retry: false,
    // The words belong to the draft alone.
    gcTime: 0,
    placeholderData: (before) => before,
  })
  return isWanted && data ? data : NONE
}
