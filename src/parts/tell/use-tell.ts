import { useCallback, useEffect, useRef, useState } from 'react'
import { ORDER_FILES_MAX } from '../../../cloudfunctions/contract/orders'
import type { Parcel } from '../../lib/deliver'
import type { DraftPhoto } from '../../lib/drafts'
import { useSession } from '../../lib/session'
import { useDraft } from '../../lib/use-draft'
import { usePhotos } from '../../lib/use-photos'
import { type ChosenPlace, findPlace, homePlace, placeInput } from '../places/chosen-place'
import { BLANK_TELL, type TellDraft } from './tell-draft'
import { useVoice } from './use-voice'

export type PlaceState = 'looking' | 'found' | 'refused' | 'failed' | 'outside'

const isBlank = ({ text, photos, voices }: TellDraft) => text.trim() === '' && photos.length + voices.length === 0

/** Somebody of the family for whom it is told; their home is null until it is known. */
export interface TellFor {
  home: ChosenPlace | null
}

/**
 * Looks for the place by itself once, unless the draft already has one that was meant for these words. Where the phone
 * stands says nothing of somebody else: what is told for them is at their home until another place is picked.
 */
function usePlace(draft: TellDraft, setPlace: (place: ChosenPlace) => void, whom: TellFor | null) {
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
    const home = isLost ? (whom ? whom.home : homePlace(me)) : null
    if (home) setPlace(home)
  }, [isLost, me, whom, setPlace])

  const isElsewhere = whom !== null
  const isKept = useRef(draft.place !== null && !isBlank(draft))
  useEffect(() => {
    if (isKept.current) setState('found')
    else if (isElsewhere) setState('failed')
    else void find()
  }, [find, isElsewhere])
  return { state, find }
}

/**
 * The contents of a form that tells of something: words, pictures, a voice note, place, category, urgency. Kept on the phone at every
 * change under `name`.
 * @param whom for whom of the family; null for oneself
 */
export function useTell(name: string, whom: TellFor | null = null) {
  const { value: draft, change, discard, shelf } = useDraft(name, BLANK_TELL)
  const changePhotos = useCallback(
    (update: (before: DraftPhoto[]) => DraftPhoto[]) => change((before) => ({ photos: update(before.photos) })),
    [change],
  )
  const photos = usePhotos(draft.photos, changePhotos, ORDER_FILES_MAX)
  const voice = useVoice(draft, change)
  const setPlace = useCallback((place: ChosenPlace) => change({ place }), [change])
  const place = usePlace(draft, setPlace, whom)

  /** Brings the files up and puts together what is sent; null when one was refused, which has been said. */
  const pack = async (): Promise<Parcel | null> => {
    const [pictures, voices] = await Promise.all([photos.bringUp(), voice.bringUp()])
    if (!pictures || !voices || !draft.place) return null
    const { category, urgency } = draft
    const text = draft.text.trim()
    const input = { category, urgency, ...(text && { text }), ...placeInput(draft.place) }
    const unsaid = voices.length > 0 ? '语音说的诉求' : '只有照片的诉求'
    return { input, photos: [...pictures, ...voices], title: text.slice(0, 20) || unsaid }
  }

  return { draft, change, discard, shelf, photos, voice, place, isBlank: isBlank(draft), pack }
}

export type Tell = ReturnType<typeof useTell>
