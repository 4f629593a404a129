import { describe, expect, test } from 'vitest'
import { APPEAL_CATEGORIES, type AppealCategory } from '../../../../../cloudfunctions/contract/governance/appeals'
import type { Correction } from '../../../../../cloudfunctions/modules/governance/appeals/suggest/corrections'
import { suggest } from '../../../../../cloudfunctions/modules/governance/appeals/suggest/suggest'
import { TRAINING_TEXTS } from '../../../../../cloudfunctions/modules/governance/appeals/suggest/training/texts'

const first = (text: string, corrections: readonly Correction[] = []) =>
  suggest(text, corrections).categories[0]!.category

/** What one community's staff decided, three times each, and the same matter told once more. */
const DECIDED: { category: AppealCategory; texts: string[]; again: string }[] = [
  {
    category: 'parking',
    texts: ['充电棚扫码没反应，充不上电', '充电棚扫了码电动车还是充不上电', '电动车棚充电扫码不管用，充不上'],
    again: '电动车充电棚扫码充不上电',
  },
  {
    category: 'sanitation',
    texts: ['菜摊把人行道占了', '卖菜的摊子占了人行道，走不了', '人行道上摆菜摊，占了一半'],
    again: '楼下的菜摊占着人行道',
  },
  {
    category: 'other',
    texts: ['菜园那边水龙头拧不出水', '共享菜园浇水的水龙头坏了没水', '菜园水龙头没水，菜都旱了'],
    again: '共享菜园的水龙头没水',
  },
  {
    category: 'propertyService',
    texts: ['健身步道的灯带坏了', '步道上灯带一截一截不亮', '河边步道灯带不亮了，看不见'],
    again: '河边健身步道灯带不亮',
  },
]

const corrections = DECIDED.flatMap(({ category, texts }) => texts.map((text) => ({ text, category })))

describe('corrections of one community', () => {
  test.each(DECIDED)('three turn a like text: $again', ({ category, again }) => {
    expect(first(again)).not.toBe(category)
    expect(first(again, corrections)).toBe(category)
  })

  test('two of nearly the same words turn any text', () => {
    for (const [at, { text, category }] of TRAINING_TEXTS.entries()) {
      if (at % 9 || text.length < 8) continue
      const other = APPEAL_CATEGORIES[(APPEAL_CATEGORIES.indexOf(category) + 5) % APPEAL_CATEGORIES.length]!
      const told = [`3号楼，${text}`, `${text}，都好几天了`].map((like) => ({ text: like, category: other }))
      expect(first(text, told), text).toBe(other)
    }
  })

  test('one alone does not turn what is plain', () => {
    const text = '垃圾桶满了没人收，臭得很'
    expect(first(text, [{ text: '垃圾桶满了没人收，臭味大', category: 'pets' }])).toBe('sanitation')
  })

  test('opposite corrections leave the matter where most of them put it', () => {
    const [text = '', ...likes] = DECIDED[0]!.texts
    const told = likes.map((like) => ({ text: like, category: 'parking' as const }))
    expect(first(text, [...told, { text: likes[0]!, category: 'pets' }])).toBe('parking')
  })

  test('unlike texts keep their answer', () => {
    const unlike = TRAINING_TEXTS.filter(({ text }) => !/充|菜|灯|步道/.test(text))
    expect(unlike.length).toBeGreaterThan(1000)
    const turned = unlike.filter(({ text }) => first(text, corrections) !== first(text))
    expect(turned.map(({ text }) => text)).toEqual([])
  })

  test('two hundred about other matters turn next to nothing', () => {
    const told = TRAINING_TEXTS.filter((_, at) => at % 6 === 0).slice(0, 200)
    const wrong = told.map(({ text }, at) => ({ text, category: APPEAL_CATEGORIES[at % APPEAL_CATEGORIES.length]! }))
    const rest = TRAINING_TEXTS.filter((_, at) => at % 6 !== 0)
    const turned = rest.filter(({ text }) => first(text, wrong) !== first(text))
    expect(turned.length / rest.length).toBeLessThanOrEqual(0.02)
  })

  test('nothing is kept from one call to the next: another community is untouched', () => {
    const before = DECIDED.map(({ again }) => suggest(again))
    for (const { again } of DECIDED) suggest(again, corrections)
    expect(DECIDED.map(({ again }) => suggest(again))).toEqual(before)
  })

  test('scores stay shares of one', () => {
    for (const { again } of DECIDED) {
      const { categories } = suggest(again, corrections)
      expect(categories.map(({ category }) => category).sort()).toEqual([...APPEAL_CATEGORIES].sort())
      expect(categories.reduce((sum, { score }) => sum + score, 0)).toBeCloseTo(1, 9)
    }
  })
})
