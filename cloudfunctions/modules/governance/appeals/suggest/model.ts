export interface Example<Label extends string> {
  features: ReadonlySet<number>
  label: Label
}

export interface Model {
  /** The share of each label, in the order of the labels given to `train`, summing to 1. */
  judge: (features: ReadonlySet<number>) => number[]
  /** How telling a feature is: rare ones are, and those never seen most of all. */
  weightOf: (feature: number) => number
}

/** Keeps a feature that one label alone has from deciding everything. Found by cross-validation. */
const SMOOTHING = 0.1

/** Every feature's row, and the rows' rarity: the logarithm of how many texts there are for each that has it. */
interface Vocabulary {
  rows: ReadonlyMap<number, number>
  rarity: Float64Array
  rarest: number
}

/**
 * Naive Bayes, each label against all others, over texts weighted by rarity and brought to equal length (Rennie et al.
 * 2003, "Tackling the Poor Assumptions of Naive Bayes Text Classifiers"). The same examples always give the same model.
 */
export function train<Label extends string>(
  examples: readonly Example<Label>[],
  labels: readonly Label[],
  smoothing = SMOOTHING,
): Model {
  const vocabulary = vocabularyOf(examples)
  const counts = count(examples, labels, vocabulary)
  const evidence = weigh(counts, labels.length, smoothing)
  return {
    judge: (features) => shares(features, vocabulary.rows, evidence, labels.length),
    weightOf: (feature) => {
      const row = vocabulary.rows.get(feature)
      return row === undefined ? vocabulary.rarest : vocabulary.rarity[row]!
    },
  }
}

function vocabularyOf(examples: readonly { features: ReadonlySet<number> }[]): Vocabulary {
  const rows = new Map<number, number>()
  const seen: number[] = []
  for (const { features } of examples) {
    for (const feature of features) {
      const row = rows.get(feature)
      if (row === undefined) {
        rows.set(feature, seen.length)
        seen.push(1)
      } else seen[row]!++
    }
  }
  const rarity = Float64Array.from(seen, (times) => Math.log(examples.length / times))
  return { rows, rarity, rarest: Math.log(examples.length) }
}

/** How much of each label's texts each feature makes up: one row a feature, one column a label. */
function count<Label extends string>(
  examples: readonly Example<Label>[],
  labels: readonly Label[],
  { rows, rarity }: Vocabulary,
): Float64Array {
  const counts = new Float64Array(rows.size * labels.length)
  for (const { features, label } of examples) {
    const own = Array.from(features, (feature) => rows.get(feature)!)
    const length = Math.sqrt(own.reduce((sum, row) => sum + rarity[row]! ** 2, 0)) || 1
    const column = labels.indexOf(label)
    for (const row of own) counts[row * labels.length + column]! += rarity[row]! / length
  }
  return counts
}

/** What each feature says for each label against the rest: the logarithm of how much likelier it is there. */
function weigh(counts: Float64Array, labels: number, smoothing: number): Float64Array {
  const totals = new Float64Array(labels)
  counts.forEach((share, at) => {
    totals[at % labels]! += share
  })
  const all = totals.reduce((a, b) => a + b, 0)
  const room = (smoothing * counts.length) / labels
  const evidence = new Float64Array(counts.length)
  for (let first = 0; first < counts.length; first += labels) {
    let sum = 0
    for (let label = 0; label < labels; label++) sum += counts[first + label]!
    for (let label = 0; label < labels; label++) {
      const here = counts[first + label]!
      const inside = (here + smoothing) / (totals[label]! + room)
      const outside = (sum - here + smoothing) / (all - totals[label]! + room)
      evidence[first + label] = Math.log(inside / outside)
    }
  }
  return evidence
}

/** Sums the evidence; a long text repeats itself, so its sum counts by the root of its length. */
function shares(
  features: ReadonlySet<number>,
  rows: ReadonlyMap<number, number>,
  evidence: Float64Array,
  labels: number,
): number[] {
  const sums = new Array<number>(labels).fill(0)
  let known = 0
  for (const feature of features) {
    const row = rows.get(feature)
    if (row === undefined) continue
    known++
    for (let label = 0; label < labels; label++) sums[label]! += evidence[row * labels + label]!
  }
  const scale = Math.sqrt(known) || 1
  const top = Math.max(...sums)
  const odds = sums.map((sum) => Math.exp((sum - top) / scale))
  const total = odds.reduce((a, b) => a + b, 0)
  return odds.map((odd) => odd / total)
}
