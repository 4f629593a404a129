import { useState } from 'react'
import { type OWN_ITEM_KINDS, PERSON_ITEMS } from '../../../../cloudfunctions/contract/items'
import { api } from '../../../lib/rpc'
import { useSend } from '../../../lib/send'
import { tell } from '../../../lib/tell'
import { beginning, ItemFields, isFilled, writtenParts } from '../../../parts/items/item-fields'
import { Button } from '../../../ui/button'
import { NoticeBar } from '../../../ui/notice-bar'
import { Sheet } from '../../../ui/sheet'
import type { OwnItem } from './own-items'
import { OwnValue } from './own-value'
import type { Undoable } from './undo-bar'

interface OwnItemSheetProps {
  kind: (typeof OWN_ITEM_KINDS)[number]
  /** Null for a new one. */
  item: OwnItem | null
  onDone: (undoable: Undoable) => void
  onClose: () => void
}

/** Writes down, changes or takes away a contact or a vehicle of oneself. */
export function OwnItemSheet({ kind, item, onDone, onClose }: OwnItemSheetProps) {
  const { label } = PERSON_ITEMS[kind]
  const isNew = item === null
  const [parts, setParts] = useState(() => beginning(kind, item?.parts ?? null))
  const done = (valueId: string | null, words: string) => {
    if (valueId) onDone({ valueId, words })
    else tell('和登记的一样，没有改动')
    onClose()
  }
  const save = useSend(api.privacy.saveItem, {
    onDone: ({ outcome, valueId }) =>
      done(valueId, outcome === 'dispute' ? '记下了，等网格员核实' : isNew ? `${label}加好了` : `${label}改好了`),
  })
  const end = useSend(api.privacy.endItem, { onDone: ({ valueId }) => done(valueId, `${label}去掉了`) })
  const fault = save.fault ?? end.fault
  const input = { kind, parts: writtenParts(parts), ...(item && { itemId: item.itemId }) }
  return (
    <Sheet
      isOpen
      title={isNew ? `加${label}` : label}
      onClose={onClose}
      footer={
        <>
          {item ? (
            <Button
              id="item-end"
              word={`去掉${label}`}
              look="outline"
              isBusy={end.isBusy}
              onTap={() => void end.send({ itemId: item.itemId })}
            />
          ) : (
            <Button word="先不加" look="outline" onTap={onClose} />
          )}
          <Button
            id="item-save"
            word={isNew ? `加上${label}` : `改${label}`}
            isWide
            isBusy={save.isBusy}
            isDisabled={!isFilled(kind, parts, isNew)}
            onTap={() => void save.send(input)}
          />
        </>
      }
    >
      {fault ? <NoticeBar kind="danger" words={fault.message} /> : null}
      {item ? <OwnValue of={{ field: kind, itemId: item.itemId }} known={item.value} isMasked /> : null}
      <ItemFields
        kind={kind}
        parts={parts}
        isNew={isNew}
        onChange={(change) => setParts((known) => ({ ...known, ...change }))}
      />
    </Sheet>
  )
}
