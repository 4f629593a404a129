import { useState } from 'react'
import { Button } from '../../../ui/button'
import { ListCell } from '../../../ui/list-cell'
import { Sheet } from '../../../ui/sheet'

interface ReasonsProps<K extends string> {
  keys: readonly K[]
  labels: Readonly<Record<K, string>>
  verb: string
  isBusy: boolean
  onPick: (reason: K) => void
  onBack: () => void
}

/** Why not, out of a few sentences that the person then reads. */
export function Reasons<K extends string>({ keys, labels, verb, isBusy, onPick, onBack }: ReasonsProps<K>) {
  const [picked, pick] = useState<K | null>(null)
  return (
    <Sheet
      isOpen
      title="为什么不通过"
      onClose={onBack}
      footer={
        <>
          <Button word="回去再看" look="outline" onTap={onBack} />
          <Button
            id="claim-refuse-send"
            word={verb}
            isWide
            isBusy={isBusy}
            isDisabled={picked === null}
            onTap={() => picked && onPick(picked)}
          />
        </>
      }
    >
      {keys.map((key) => (
        <ListCell
          key={key}
          id={`reason-${key}`}
          title={labels[key]}
          isSelected={picked === key}
          onTap={() => pick(key)}
        />
      ))}
    </Sheet>
  )
}
