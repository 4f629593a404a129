import { expect, test } from 'vitest'
import { APPEAL_CATEGORIES } from '../../../../../cloudfunctions/contract/governance/appeals'
import { learn } from '../../../../../cloudfunctions/modules/governance/appeals/suggest/suggest'
import { TRAINING_TEXTS } from '../../../../../cloudfunctions/modules/governance/appeals/suggest/training/texts'
import { percent, scoreOf } from './score'

const FOLDS = 5

/** Every text's fold: its turn among the texts of the same category, urgency and emergency. */
function foldsOf() {
  const turns = new Map<string, number>()
  return TRAINING_TEXTS.map(({ category, urgency, emergency }) => {
    const stratum = `${category} ${urgency} ${emergency}`
    const turn = turns.get(stratum) ?? 0
    turns.set(stratum, turn + 1)
    return turn % FOLDS
  })
}

test('a text never seen is judged nearly as well: five-fold cross-validation', () => {
  const folds = foldsOf()
  const judged = Array.from({ length: FOLDS }, (_, fold) => {
    const suggest = learn(TRAINING_TEXTS.filter((_, at) => folds[at] !== fold))
    return TRAINING_TEXTS.filter((_, at) => folds[at] === fold).map((want) => ({ want, got: suggest(want.text) }))
  }).flat()
  const score = scoreOf(judged)
  console.log(
    `${judged.length} training texts, ${FOLDS} folds: first ${percent(score.first)},`,
    `first three ${percent(score.firstThree)}, urgency ${percent(score.urgency)},`,
    `emergencies ${score.found}/${score.emergencies}, false ${score.falseCalls}`,
  )
  expect(score.first).toBeGreaterThanOrEqual(0.775)
  expect(score.firstThree).toBeGreaterThanOrEqual(0.935)
  expect(score.urgency).toBeGreaterThanOrEqual(0.87)
  // The patterns were written knowing these texts: this holds them, and tells nothing of new ones.
  expect(score.found / score.emergencies).toBeGreaterThanOrEqual(0.95)
  expect(score.falseCalls / judged.length).toBeLessThanOrEqual(0.02)
})

test.each(APPEAL_CATEGORIES)('%s has at least 60 training texts', (category) => {
  expect(TRAINING_TEXTS.filter((one) => one.category === category).length).toBeGreaterThanOrEqual(60)
})
