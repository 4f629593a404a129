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
