import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { APPEAL_CATEGORIES, APPEAL_CATEGORY_LABELS } from '../../../../../cloudfunctions/contract/governance/appeals'
import type { EmergencyNumber } from '../../../../../cloudfunctions/modules/governance/appeals/suggest/emergency'
import { suggest } from '../../../../../cloudfunctions/modules/governance/appeals/suggest/suggest'
import { TRAINING_TEXTS } from '../../../../../cloudfunctions/modules/governance/appeals/suggest/training/texts'
import { percent, scoreOf } from './score'
import { EMERGENCIES, NO_EMERGENCIES } from './spoken'

interface Sample {
  id: string
  text: string
  expected: { category: string; urgency: string; emergency: EmergencyNumber | null }
}

const path = join(import.meta.dirname, '../../../../fixtures/samples/appeals/appeals.json')
const samples: Sample[] = JSON.parse(readFileSync(path, 'utf8')).appeals

test('the spoken samples are judged as their tolerance says', () => {
  const judged = samples.map(({ text, expected }) => ({
    want: {
      category: APPEAL_CATEGORIES.find((category) => APPEAL_CATEGORY_LABELS[category] === expected.category)!,
      urgency: expected.urgency,
      emergency: expected.emergency,
    },
    got: suggest(text),
  }))
  const score = scoreOf(judged)
  console.log(
    `${samples.length} samples: first ${percent(score.first)}, first three ${percent(score.firstThree)},`,
    `urgency ${percent(score.urgency)}, emergencies ${score.found}/${score.emergencies}, false ${score.falseCalls}`,
  )
  expect(score.first).toBeGreaterThanOrEqual(0.8)
  expect(score.firstThree).toBeGreaterThanOrEqual(0.95)
  expect(score.found).toBe(score.emergencies)
  expect(score.falseCalls).toBeLessThanOrEqual(2)
})

const normal = (text: string) => text.normalize('NFKC').replace(/[\s\p{P}\p{S}]/gu, '')
const pairs = (text: string) => new Set(Array.from(text.slice(1), (character, at) => text[at]! + character))

function isSame(one: string, other: string): boolean {
  if (one.includes(other) || other.includes(one)) return true
  const ones = pairs(one)
  const others = pairs(other)
  const shared = [...ones].filter((pair) => others.has(pair)).length
  return shared / (ones.size + others.size - shared) >= 0.6
}

test.each([
  ['sample', samples.map(({ id, text }) => ({ id, text }))],
  [
    'test text on emergencies',
    [...Object.values(EMERGENCIES).flat(), ...NO_EMERGENCIES].map((text) => ({ id: text, text })),
  ],
])('no %s occurs in training', (_, tested) => {
  const training = TRAINING_TEXTS.map(({ text }) => ({ text, plain: normal(text) }))
  const found = tested.flatMap(({ id, text }) => {
    const plain = normal(text)
    const like = training.filter((one) => isSame(one.plain, plain))
    return like.map((one) => `${id} in training as ${one.text}`)
  })
  expect(found).toEqual([])
})

test('no text is written for training twice', () => {
  const plain = TRAINING_TEXTS.map(({ text }) => normal(text))
  expect(plain.filter((text, at) => plain.indexOf(text) !== at)).toEqual([])
})
