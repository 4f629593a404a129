import { ListCell } from '../../../../ui/list-cell'
import { Sheet } from '../../../../ui/sheet'

interface PickSheetProps<K extends string> {
  id: string
  isOpen: boolean
  title: string
  items: readonly { key: K; word: string }[]
  /** Left out where nothing is chosen yet, only done. */
  value?: K
  onPick: (key: K) => void
  onClose: () => void
}

/** One of many, each a row; closes by the choice. */
export function PickSheet<K extends string>({ id, isOpen, title, items, value, onPick, onClose }: PickSheetProps<K>) {
  return (
    <Sheet isOpen={isOpen} title={title} onClose={onClose}>
      {items.map(({ key, word }) => (
        <ListCell
          key={key}
          id={`${id}-${key}`}
          title={word}
          isSelected={value === undefined ? undefined : key === value}
          onTap={() => {
            onPick(key)
            onClose()
          }}
        />
      ))}
    </Sheet>
  )
}
