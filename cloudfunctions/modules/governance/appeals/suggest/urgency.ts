import type { Urgency } from '../../../../contract/orders'
import { train } from './model'

type Haste = Exclude<Urgency, 'emergency'>

const HASTES = ['normal', 'urgent'] as const satisfies readonly Haste[]
/** Likelier than not. */
const URGENT_ABOVE = 0.5

type Known = { features: ReadonlySet<number>; urgency: Urgency }

/** Learns whether a text that is no emergency still wants somebody today. */
export function learnUrgency(known: readonly Known[]): (features: ReadonlySet<number>) => Haste {
  const examples = known.flatMap(({ features, urgency }) =>
    urgency === 'emergency' ? [] : [{ features, label: urgency }],
  )
  const model = train<Haste>(examples, HASTES)
  return (features) => (model.judge(features)[1]! > URGENT_ABOVE ? 'urgent' : 'normal')
}
