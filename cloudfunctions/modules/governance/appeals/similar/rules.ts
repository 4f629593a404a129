import { SIMILAR_METRES } from '../../../../contract/governance/appeals'
import { featuresOf } from '../suggest/features'
import { suggest } from '../suggest/suggest'
import { TRAINING_TEXTS } from '../suggest/training/texts'
import { contradicts, type Mentions, mentionsOf } from './mentions'
import { type Trouble, troublesOf } from './troubles'

/** A text as it is compared: its features with their weights' sum, and what it is about. */
export interface Compared {
  features: ReadonlySet<number>
  weight: number
  categories: ReadonlyMap<string, number>
  troubles: ReadonlySet<Trouble>
  mentions: Mentions
}

let weights: ((feature: number) => number) | null = null

/** Rare words tell matters apart, common ones do not: log of how many of the known texts a feature is not in. */
function weightOf(feature: number): number {
  weights ??= learnWeights(TRAINING_TEXTS.map(({ text }) => text))
  return weights(feature)
}

function learnWeights(texts: readonly string[]): (feature: number) => number {
  const seenIn = new Map<number, number>()
  for (const text of texts) for (const feature of featuresOf(text)) seenIn.set(feature, (seenIn.get(feature) ?? 0) + 1)
  return (feature) => Math.log((texts.length + 1) / ((seenIn.get(feature) ?? 0) + 1))
}

const REMEMBERED_MAX = 5000
const remembered = new Map<string, Compared>()

/** A text made comparable; of those seen lately it is known. */
export function comparable(text: string): Compared {
  const known = remembered.get(text)
  if (known) return known
  if (remembered.size >= REMEMBERED_MAX) remembered.clear()
  const made = compare(text)
  remembered.set(text, made)
  return made
}

function compare(text: string): Compared {
  const features = featuresOf(text)
  let weight = 0
  for (const feature of features) weight += weightOf(feature)
  let categories: Compared['categories'] | null = null
  return {
    features,
    weight,
    // Ten times as dear as all the rest, and seldom asked for.
    get categories() {
      categories ??= new Map(suggest(text).categories.map((c) => [c.category as string, c.score]))
      return categories
    },
    troubles: troublesOf(text),
    mentions: mentionsOf(text),
  }
}

/** From 0 to 1: how much of the shorter text's weight the two share. */
function wordsShared(a: Compared, b: Compared): number {
  const [small, large] = a.weight <= b.weight ? [a, b] : [b, a]
  if (small.weight === 0) return 0
  let shared = 0
  for (const feature of small.features) if (large.features.has(feature)) shared += weightOf(feature)
  return shared / small.weight
}

/** From 0 to 1: how likely both are about the same category. */
function subjectShared(a: Compared, b: Compared): number {
  let dot = 0
  let aa = 0
  let bb = 0
  for (const [category, score] of a.categories) {
    const other = b.categories.get(category) ?? 0
    dot += score * other
    aa += score * score
    bb += other * other
  }
  return dot === 0 ? 0 : dot / Math.sqrt(aa * bb)
}

/** The same trouble within reach is worth asking about in whatever words; measured in docs/performance.md. */
const WORDS = 0.3
const SUBJECT = 0.2
const TROUBLE = 0.5

/** Worth little where one of them names no trouble we know. */
const UNKNOWN_TROUBLE = 0.25

/** From 0 to 1: the share of the troubles told that both tell of. */
function troubleShared(a: Compared, b: Compared): number {
  if (a.troubles.size === 0 || b.troubles.size === 0) return UNKNOWN_TROUBLE
  const shared = [...a.troubles].filter((trouble) => b.troubles.has(trouble)).length
  return shared / (a.troubles.size + b.troubles.size - shared)
}

/** From here on a report is offered as perhaps the same; far ones must be more alike. */
const OFFERED_FROM = 0.42
const FARTHEST_EXTRA = 0.04

/** From 0 to 1: how alike two reports are, in words, subject and trouble; 0 where they name different buildings. */
export function likeness(a: Compared, b: Compared): number {
  if (contradicts(a.mentions, b.mentions)) return 0
  const told = WORDS * wordsShared(a, b) + TROUBLE * troubleShared(a, b)
  // What no subject could lift to an offer is not asked for its subject.
  return told + SUBJECT < OFFERED_FROM ? told : told + SUBJECT * subjectShared(a, b)
}

export const isOffered = (score: number, metres: number): boolean =>
  metres <= SIMILAR_METRES && score >= OFFERED_FROM + (FARTHEST_EXTRA * metres) / SIMILAR_METRES
