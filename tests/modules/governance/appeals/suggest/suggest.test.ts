import { expect, test } from 'vitest'
import { APPEAL_CATEGORIES } from '../../../../../cloudfunctions/contract/governance/appeals'
import { WORKING_ROLES } from '../../../../../cloudfunctions/contract/roles'
import { responsibleRole } from '../../../../../cloudfunctions/modules/governance/appeals/suggest/responsible'
import { learn, suggest } from '../../../../../cloudfunctions/modules/governance/appeals/suggest/suggest'
import { TRAINING_TEXTS } from '../../../../../cloudfunctions/modules/governance/appeals/suggest/training/texts'

test.each(['', '？？', '123 abc', '😀', '㐀'])('a text that says nothing gets an even answer: %j', (text) => {
  const { categories, emergency, urgency } = suggest(text)
  expect(categories).toHaveLength(APPEAL_CATEGORIES.length)
  for (const { score } of categories) expect(score).toBeCloseTo(1 / APPEAL_CATEGORIES.length, 9)
  expect({ emergency, urgency }).toEqual({ emergency: null, urgency: 'normal' })
})

test('the same texts always teach the same', () => {
  const again = learn(TRAINING_TEXTS)
  for (const { text } of TRAINING_TEXTS.slice(0, 200)) expect(again(text)).toEqual(suggest(text))
})

test('house numbers, letters and punctuation change no category', () => {
  expect(suggest('12号楼 路灯不亮了！！').categories).toEqual(suggest('7号楼，路灯不亮了。').categories)
})

test('who is responsible takes orders at the desk', () => {
  for (const category of APPEAL_CATEGORIES) expect(WORKING_ROLES).toContain(responsibleRole(category))
})

/** Milliseconds of the fastest of some runs: what the code costs, not what else the machine does. */
function fastest(runs: number, run: () => unknown): number {
  const times = Array.from({ length: runs }, () => {
    const from = performance.now()
    run()
    return performance.now() - from
  })
  return Math.min(...times)
}

test('learning and judging cost little', () => {
  const corrections = TRAINING_TEXTS.filter((_, at) => at % 6 === 0)
    .slice(0, 200)
    .map(({ text }) => ({ text, category: 'other' as const }))
  const texts = TRAINING_TEXTS.filter((_, at) => at % 10 === 0).map(({ text }) => text)
  const each = (known: typeof corrections) =>
    fastest(5, () => {
      for (const text of texts) suggest(text, known)
    }) / texts.length
  const learning = fastest(3, () => learn(TRAINING_TEXTS))
  const judging = each([])
  const corrected = each(corrections)
  const long = fastest(20, () => suggest('楼下的路灯坏了好几天没人修'.repeat(38).slice(0, 500), corrections))
  const ms = (value: number) => `${value.toFixed(3)} ms`
  console.log(
    `learning ${ms(learning)}, one text ${ms(judging)}, with 200 corrections ${ms(corrected)}, 500 characters ${ms(long)}`,
  )
  expect(learning).toBeLessThan(150)
  expect(judging).toBeLessThan(1)
  expect(corrected).toBeLessThan(2)
})
