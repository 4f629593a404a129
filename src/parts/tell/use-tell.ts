import { useCallback, useEffect, useRef, useState } from 'react'
import { ORDER_FILES_MAX, type Urgency } from '../../../cloudfunctions/contract/orders'
import type { Parcel } from '../../lib/deliver'
import type { DraftPhoto } from '../../lib/drafts'
import { useSession } from '../../lib/session'
import { useDraft } from '../../lib/use-draft'
import { usePhotos } from '../../lib/use-photos'
import { type ChosenPlace, findPlace, homePlace, placeInput } from '../places/chosen-place'

/** What a person says about something that needs doing. */
export interface TellDraft {
  text: string
  photos: DraftPhoto[]
  place: ChosenPlace | null
  category: string
  urgency: Urgency
  /** The person has said so themselves; what the words sound like no longer counts. */
  isCategoryChosen: boolean
  isUrgencyChosen: boolean
  /** The person has said that this is not what a neighbour told before. */
  isAnother: boolean
  /** Whom a worker writes for; empty for oneself. */
  forName: string
  forPhone: string
}

export const BLANK_TELL: TellDraft = {
  text: '',
  photos: [],
  place: null,
  category: 'other',
  urgency: 'normal',
  isCategoryChosen: false,
  isUrgencyChosen: false,
  isAnother: false,
  forName: '',
  forPhone: '',
}

export type PlaceState = 'looking' | 'found' | 'refused' | 'failed' | 'outside'

const isBlank = ({ text, photos }: TellDraft) => text.trim() === '' && photos.length === 0

/** Looks for the place by itself once, unless the draft already has one that was meant for these words. */
function usePlace(draft: TellDraft, setPlace: (place: ChosenPlace) => void) {
  const { me } = useSession()
  const [state, setState] = useState<PlaceState>('looking')
  const find = useCallback(async () => {
    setState('looking')
    const found = await findPlace()
    if (found.kind === 'found') {
      setPlace(found.place)
      return setState('found')
    }
    if (found.kind === 'outside') setState('outside')
    else setState(found.isRefused ? 'refused' : 'failed')
  }, [setPlace])

  // Who looks may become known only after the phone has given up looking.
  const isLost = state !== 'looking' && draft.place === null
  useEffect(() => {
    const home = isLost ? homePlace(me) : null
    if (home) setPlace(home)
  }, [isLost, me, setPlace])

  const isKept = useRef(draft.place !== null && !isBlank(draft))
  useEffect(() => {
    if (isKept.current) setState('found')
    else void find()
  }, [find])
  return { state, find }
}

/**
 * The contents of a form that tells of something: words, pictures, place, category, urgency. Kept on the phone at every
 * change under `name`.
 */
export function useTell(name: string) {
  const { value: draft, change, discard, shelf } = useDraft(name, BLANK_TELL)
  const changePhotos = useCallback(
    (update: (before: DraftPhoto[]) => DraftPhoto[]) => change((before) => ({ photos: update(before.photos) })),
    [change],
  )
  const photos = usePhotos(draft.photos, changePhotos, ORDER_FILES_MAX)
  const setPlace = useCallback((place: ChosenPlace) => change({ place }), [change])
  const place = usePlace(draft, setPlace)

  /** Brings the pictures up and puts together what is sent; null when a picture was refused, which has been said. */
  const pack = async (): Promise<Parcel | null> => {
    const uploaded = await photos.bringUp()
    if (!uploaded || !draft.place) return null
    const { category, urgency } = draft
    const text = draft.text.trim()
    const input = { category, urgency, ...(text && { text }), ...placeInput(draft.place) }
    return { input, photos: uploaded, title: text.slice(0, 20) || '只有照片的诉求' }
  }

  return { draft, change, discard, shelf, photos, place, isBlank: isBlank(draft), pack }
}

export type Tell = ReturnType<typeof useTell>
