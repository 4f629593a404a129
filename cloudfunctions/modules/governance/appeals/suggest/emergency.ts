import { EMERGENCY_NUMBERS } from '../../../../contract/governance/appeals'
import { DANGERS } from './dangers'
import { featuresOf } from './features'
import { plainOf, withoutHarmless } from './harmless'
import { train } from './model'

export type EmergencyNumber = (typeof EMERGENCY_NUMBERS)[number]['number']

export interface KnownCall {
  text: string
  emergency: EmergencyNumber | null
}

const NUMBERS = EMERGENCY_NUMBERS.map(({ number }) => number)
/** Emergencies are few among the texts, so less smoothing lets their words be heard. By cross-validation, as the two limits below. */
const SMOOTHING = 0.03
/** Characters before and after a doubtful word that tell how it is meant. */
const NEIGHBOURHOOD = 12
/** A doubtful word counts unless the classifier holds the text for harmless beyond this. */
const DOUBTFUL_UP_TO = 0.9
/**
 * What no pattern names is an emergency only where the classifier leaves this little to harmlessness, and never where
 * people speak of their fears or the past.
 */
const SURE_UP_TO = 0.1

export type EmergencyJudge = (text: string) => EmergencyNumber | null

/**
 * Learns when to show an emergency number: named patterns decide (dangers.ts, less what harmless.ts takes out), and a
 * classifier trained on these texts confirms the doubtful ones and finds what no pattern names.
 */
export function learnEmergencies(known: readonly KnownCall[]): EmergencyJudge {
  const labels = ['none', ...NUMBERS] as const
  const model = train(
    known.map(({ text, emergency }) => ({
      features: featuresOf(withoutHarmless(plainOf(text))),
      label: emergency ?? 'none',
    })),
    labels,
    SMOOTHING,
  )
  return (text) => {
    const plain = plainOf(text)
    const rest = withoutHarmless(plain)
    const danger = DANGERS.find(({ pattern, doubtful }) => {
      const match = pattern.exec(rest)
      return match && (!doubtful || model.judge(featuresOf(around(rest, match)))[0]! <= DOUBTFUL_UP_TO)
    })
    if (danger) return danger.number
    const isWorry = rest !== plain
    const [harmless = 1, ...shares] = model.judge(featuresOf(rest))
    return harmless <= SURE_UP_TO && !isWorry ? NUMBERS[shares.indexOf(Math.max(...shares))]! : null
  }
}

/** What is said in the same breath as the words found: the rest of a long complaint is not about them. */
function around(text: string, { index, 0: words }: RegExpExecArray): string {
  const end = index + words.length
  const stop = text.indexOf('，', end)
  const from = Math.max(text.lastIndexOf('，', index) + 1, index - NEIGHBOURHOOD)
  return text.slice(from, Math.min(stop < 0 ? text.length : stop, end + NEIGHBOURHOOD))
}
