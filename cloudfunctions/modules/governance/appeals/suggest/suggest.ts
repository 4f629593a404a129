import { APPEAL_CATEGORIES, type AppealCategory } from '../../../../contract/governance/appeals'
import type { Urgency } from '../../../../contract/orders'
import { type Correction, votesOf } from './corrections'
import { type EmergencyNumber, learnEmergencies } from './emergency'
import { featuresOf } from './features'
import { type Model, train } from './model'
import { TRAINING_TEXTS, type TrainingText } from './training/texts'
import { learnUrgency } from './urgency'

export interface Suggestion {
  /** All categories, the likeliest first; the scores sum to 1. */
  categories: { category: AppealCategory; score: number }[]
  urgency: Urgency
  /** The number to call first, or null. */
  emergency: EmergencyNumber | null
}

export type Suggest = (text: string, corrections?: readonly Correction[]) => Suggestion

let trained: Suggest | undefined

/**
 * What an appeal is about, how soon somebody must come, and whether the emergency services come first. A proposal: people
 * change it by hand.
 * @param corrections what the staff of this community changed lately, at most about 200; they count for this call alone
 */
export function suggest(text: string, corrections: readonly Correction[] = []): Suggestion {
  trained ??= learn(TRAINING_TEXTS)
  return trained(text, corrections)
}

/** A suggest that knows these texts alone. */
export function learn(texts: readonly TrainingText[]): Suggest {
  const known = texts.map((one) => ({ ...one, features: featuresOf(one.text), label: one.category }))
  const categories = train(known, APPEAL_CATEGORIES)
  const urgencyIn = learnUrgency(known)
  const emergencyIn = learnEmergencies(known)
  return (text, corrections = []) => {
    const features = featuresOf(text)
    const emergency = emergencyIn(text)
    return {
      categories: ranked(categories, features, corrections),
      urgency: emergency ? 'emergency' : urgencyIn(features),
      emergency,
    }
  }
}

function ranked(model: Model, features: ReadonlySet<number>, corrections: readonly Correction[]) {
  const votes = votesOf(features, corrections, model.weightOf)
  const all = [...votes.values()].reduce((a, b) => a + b, 1)
  const shares = model.judge(features)
  return APPEAL_CATEGORIES.map((category, at) => ({
    category,
    score: (shares[at]! + (votes.get(category) ?? 0)) / all,
  })).sort((a, b) => b.score - a.score)
}
