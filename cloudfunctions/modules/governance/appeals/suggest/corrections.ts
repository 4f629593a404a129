import type { AppealCategory } from '../../../../contract/governance/appeals'
import { eachFeature, featuresOf } from './features'

/** A text whose category the staff of the community changed by hand. */
export interface Correction {
  text: string
  category: AppealCategory
}

/**
 * Below this likeness a correction says nothing, so that unlike texts keep their answer exactly: of two texts taken at
 * random from those for training, one pair in a thousand is more alike than 0.20.
 */
const LIKENESS_FROM = 0.22
/** From here on it says as much as it can: the same matter in other words. */
const LIKENESS_FULL = 0.42
/** Against the model's 1: one correction turns only what the model doubts, two full ones turn anything. */
const FULL_VOTE = 0.55

/**
 * What corrections say about a text: the votes for each category, beside the model's 1 in all.
 * @param weightOf how telling a feature is
 */
export function votesOf(
  features: ReadonlySet<number>,
  corrections: readonly Correction[],
  weightOf: (feature: number) => number,
): Map<AppealCategory, number> {
  const own = new Map(Array.from(features, (feature) => [feature, weightOf(feature)]))
  const ours = sum(own.values())
  const votes = new Map<AppealCategory, number>()
  for (const { text, category } of corrections) {
    const vote = voteOf(likeness(own, ours, text, weightOf))
    if (vote > 0) votes.set(category, (votes.get(category) ?? 0) + vote)
  }
  return votes
}

const voteOf = (like: number) =>
  FULL_VOTE * Math.min(1, Math.max(0, (like - LIKENESS_FROM) / (LIKENESS_FULL - LIKENESS_FROM)))

/** 0 for nothing in common or too little to vote, 1 for the same features (Dice, weighted). */
function likeness(
  own: ReadonlyMap<number, number>,
  ours: number,
  text: string,
  weightOf: (feature: number) => number,
): number {
  let most = 0
  eachFeature(text, (feature) => {
    most += own.get(feature) ?? 0
  })
  // Even if the text held nothing else: this spares most of two hundred corrections the exact reckoning.
  if (most === 0 || (2 * most) / (ours + most) < LIKENESS_FROM) return 0
  const theirs = featuresOf(text)
  const shared = sum(Array.from(theirs, (feature) => own.get(feature) ?? 0))
  return (2 * shared) / (ours + sum(Array.from(theirs, weightOf)))
}

function sum(weights: Iterable<number>): number {
  let total = 0
  for (const weight of weights) total += weight
  return total
}
