import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { api } from '../../lib/rpc'
import { useSession } from '../../lib/session'
import type { Tell } from './use-tell'

const PAUSE_MS = 600
/** Fewer letters say nothing yet. */
export const LETTERS_MIN = 4

export type Suggestion = Awaited<ReturnType<typeof api.appeals.suggest>>

/** What was written, once the writer pauses. */
export function useSettled(text: string): string {
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [text])
  return settled
}

/**
 * What the words sound like, and fills in kind and urgency as long as the person has not chosen them. Null for too few
 * words, for a guest, and without a network: nothing of the form depends on it.
 */
export function useSuggestion({ draft, change }: Tell): Suggestion | null {
  const { me } = useSession()
  const text = useSettled(draft.text.trim())
  const communityId = draft.place?.community?.id
  const isEnough = [...text].length >= LETTERS_MIN
  const { data } = useQuery({
    queryKey: ['suggestions', 'appeals.suggest', { text, communityId }],
    queryFn: () => api.appeals.suggest({ text, communityId }),
    enabled: isEnough && me?.person != null,
    retry: false,
    // The words belong to the draft alone.
    gcTime: 0,
    placeholderData: (before) => before,
  })
  const heard = isEnough && data ? data : null

  const { isCategoryChosen, isUrgencyChosen } = draft
  useEffect(() => {
    if (!heard) return
    const category = heard.categories[0]?.category
    if (category && !isCategoryChosen) change({ category })
    if (!isUrgencyChosen) change({ urgency: heard.urgency })
  }, [heard, isCategoryChosen, isUrgencyChosen, change])
  return heard
}
