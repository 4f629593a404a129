import { APPEAL_CATEGORIES, type AppealCategory } from '../../../../../contract/governance/appeals'
import type { Urgency } from '../../../../../contract/orders'
import type { EmergencyNumber } from '../emergency'
import { elderCare } from './elder-care'
import { fireSafety } from './fire-safety'
import { illegalBuilding } from './illegal-building'
import { neighbourDispute } from './neighbour-dispute'
import { noise } from './noise'
import { other } from './other'
import { parking } from './parking'
import { pets } from './pets'
import { propertyService } from './property-service'
import { publicFacility } from './public-facility'
import { sanitation } from './sanitation'
import type { TrainingTexts } from './shape'
import { utilities } from './utilities'

const BY_CATEGORY: Record<AppealCategory, TrainingTexts> = {
  sanitation,
  parking,
  noise,
  propertyService,
  fireSafety,
  publicFacility,
  neighbourDispute,
  pets,
  illegalBuilding,
  utilities,
  elderCare,
  other,
}

export interface TrainingText {
  text: string
  category: AppealCategory
  urgency: Urgency
  emergency: EmergencyNumber | null
}

/** Every text written for training, in a fixed order. */
export const TRAINING_TEXTS: readonly TrainingText[] = APPEAL_CATEGORIES.flatMap((category) => {
  const { normal, urgent, emergency = {} } = BY_CATEGORY[category]
  const plain = (texts: readonly string[], urgency: Urgency) =>
    texts.map((text) => ({ text, category, urgency, emergency: null }))
  const calls = (Object.entries(emergency) as [EmergencyNumber, readonly string[]][]).flatMap(([number, texts]) =>
    texts.map((text) => ({ text, category, urgency: 'emergency' as const, emergency: number })),
  )
  return [...plain(normal, 'normal'), ...plain(urgent, 'urgent'), ...calls]
})
