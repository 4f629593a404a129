import { useState } from 'react'
import { APPEAL_CATEGORIES, APPEAL_CATEGORY_LABELS } from '../../../../cloudfunctions/contract/governance/appeals'
import { Chip, Chips } from '../../../ui/chip'
import { Sheet } from '../../../ui/sheet'

export interface Choice<K extends string> {
  key: K
  word: string
}

/** All categories to filter by. */
export const CATEGORIES = APPEAL_CATEGORIES.map((key) => ({ key, word: APPEAL_CATEGORY_LABELS[key] }))

interface ChoiceChipProps<K extends string> {
  /** Each choice is `<id>-<key>`, no choice `<id>-all`. */
  id: string
  /** 类别. */
  about: string
  items: readonly Choice<K>[]
  value: K | null
  onPick: (key: K | null) => void
}

/** A chip that says what is filtered by, and a sheet with all there is to choose. */
export function ChoiceChip<K extends string>({ id, about, items, value, onPick }: ChoiceChipProps<K>) {
  const [isOpen, setOpen] = useState(false)
  const word = items.find(({ key }) => key === value)?.word ?? '全部'
  const pick = (key: K | null) => {
    onPick(key)
    setOpen(false)
  }
  return (
    <>
      <Chip id={id} word={`${about}：${word}`} state={value === null ? 'off' : 'on'} onTap={() => setOpen(true)} />
      <Sheet isOpen={isOpen} title={`看哪个${about}`} onClose={() => setOpen(false)}>
        <Chips label={about}>
          <Chip
            id={`${id}-all`}
            word={`全部${about}`}
            state={value === null ? 'selected' : 'off'}
            onTap={() => pick(null)}
          />
          {items.map(({ key, word: one }) => (
            <Chip
              key={key}
              id={`${id}-${key}`}
              word={one}
              state={key === value ? 'selected' : 'off'}
              onTap={() => pick(key)}
            />
          ))}
        </Chips>
      </Sheet>
    </>
  )
}
