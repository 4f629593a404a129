import type { Urgency } from '../../../cloudfunctions/contract/orders'
import type { DraftPhoto } from '../../lib/drafts'
import type { ChosenPlace } from '../places/chosen-place'

/** What became of a voice note's words. `off`: they cannot be had now, or not here; it goes as it is. */
export type Hearing = 'todo' | 'heard' | 'unclear' | 'off'

/** The part of a draft that a voice note fills. */
export interface VoiceDraft {
  text: string
  /** At most one. */
  voices: DraftPhoto[]
  hearing: Hearing
  /** What was heard last, as it was put into the words. */
  heardText: string
}

/** What a person says about something that needs doing. */
export interface TellDraft extends VoiceDraft {
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
  voices: [],
  hearing: 'todo',
  heardText: '',
  place: null,
  category: 'other',
  urgency: 'normal',
  isCategoryChosen: false,
  isUrgencyChosen: false,
  isAnother: false,
  forName: '',
  forPhone: '',
}
