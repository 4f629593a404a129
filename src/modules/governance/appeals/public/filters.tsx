import { useState } from 'react'
import {
  APPEAL_CATEGORIES,
  APPEAL_CATEGORY_LABELS,
  type AppealCategory,
} from '../../../../../cloudfunctions/contract/governance/appeals'
import { useNow } from '../../../../lib/clock'
import { Chip, Chips } from '../../../../ui/chip'
import { monthWords, publicMonths } from './months'
import { PickSheet } from './pick-sheet'

export interface Filter {
  states: 'all' | 'open' | 'closed'
  category?: AppealCategory
  month?: string
}

const STATES = [
  { key: 'all', word: '全部' },
  { key: 'open', word: '在办' },
  { key: 'closed', word: '已结' },
] as const
const ANY = 'any'
const ANY_ITEM = { key: ANY, word: '不限' } as const
const CATEGORIES = [
  ANY_ITEM,
  ...APPEAL_CATEGORIES.map((category) => ({ key: category, word: APPEAL_CATEGORY_LABELS[category] })),
]

interface FiltersProps {
  filter: Filter
  onChange: (filter: Filter) => void
}

/** Which appeals are on show: how they stand, about what, of which month. */
export function Filters({ filter, onChange }: FiltersProps) {
  const [asking, ask] = useState<'category' | 'month' | null>(null)
  const { states, category, month } = filter
  const months = publicMonths(useNow()).map((one) => ({ key: one, word: monthWords(one) }))
  return (
    <>
      <Chips label="看哪一种">
        {STATES.map(({ key, word }) => (
          <Chip
            key={key}
            id={`public-${key}`}
            word={word}
            state={key === states ? 'on' : 'off'}
            onTap={() => onChange({ ...filter, states: key })}
          />
        ))}
        <Chip
          id="public-category"
          word={`类别：${category ? APPEAL_CATEGORY_LABELS[category] : ANY_ITEM.word}`}
          state={category ? 'selected' : 'off'}
          onTap={() => ask('category')}
        />
        <Chip
          id="public-month"
          word={`月份：${month ? monthWords(month) : ANY_ITEM.word}`}
          state={month ? 'selected' : 'off'}
          onTap={() => ask('month')}
        />
      </Chips>
      <PickSheet
        id="category"
        isOpen={asking === 'category'}
        title="看哪一类"
        items={CATEGORIES}
        value={category ?? ANY}
        onPick={(picked) => onChange({ ...filter, category: picked === ANY ? undefined : picked })}
        onClose={() => ask(null)}
      />
      <PickSheet
        id="month"
        isOpen={asking === 'month'}
        title="看哪个月提的"
        items={[ANY_ITEM, ...months]}
        value={month ?? ANY}
        onPick={(picked) => onChange({ ...filter, month: picked === ANY ? undefined : picked })}
        onClose={() => ask(null)}
      />
    </>
  )
}
