import { useState } from 'react'
import { CORRECTION_WORDS_MAX } from '../../../../cloudfunctions/contract/account/privacy'
import { type ItemKind, PERSON_ITEMS } from '../../../../cloudfunctions/contract/items'
import { api } from '../../../lib/rpc'
import { useSend } from '../../../lib/send'
import { tell } from '../../../lib/tell'
import { beginning, ItemFields, isFilled, writtenParts } from '../../../parts/items/item-fields'
import { Button } from '../../../ui/button'
import { TextField } from '../../../ui/form-field'
import { NoticeBar } from '../../../ui/notice-bar'
import { Sheet } from '../../../ui/sheet'
import type { OwnItem } from './own-items'
import { OwnValue } from './own-value'

interface CareSheetProps {
  kind: ItemKind
  item: OwnItem | null
  /** Whom one acts for; undefined for oneself. */
  forPersonId: string | undefined
  onClose: () => void
}

/** Asks the grid worker to write down or set right something to care by, or anything of somebody one acts for. */
export function CareSheet({ kind, item, forPersonId, onClose }: CareSheetProps) {
  const { label, isHealth } = PERSON_ITEMS[kind]
  const isNew = item === null
  const [parts, setParts] = useState(() => beginning(kind, item?.parts ?? null))
  const [words, setWords] = useState('')
  const { send, isBusy, fault } = useSend(api.corrections.ask, {
    onDone: () => {
      tell('提上去了，网格员核实后更正')
      onClose()
    },
  })
  const written = writtenParts(parts)
  const text = words.trim()
  const given = { field: kind, parts: written, forPersonId }
  const input = { ...given, ...(item && { itemId: item.itemId }), ...(text && { text }) }
  return (
    <Sheet
      isOpen
      title={label}
      onClose={onClose}
      footer={
        <>
          <Button word="先不改" look="outline" onTap={onClose} />
          <Button
            id="correction-send"
            word={isNew ? '请网格员补上' : '提出更正'}
            isWide
            isBusy={isBusy}
            isDisabled={!isFilled(kind, parts, isNew)}
            onTap={() => void send(input)}
          />
        </>
      }
    >
      {fault ? <NoticeBar kind="danger" words={fault.message} /> : null}
      {isHealth ? <NoticeBar kind="notice" icon="info-circle" words="本人同意过查看健康情况，网格员才看得到" /> : null}
      {item ? (
        <OwnValue of={{ field: kind, itemId: item.itemId }} known={item.value} isMasked={forPersonId === undefined} />
      ) : null}
      <ItemFields
        kind={kind}
        parts={parts}
        isNew={isNew}
        onChange={(change) => setParts((known) => ({ ...known, ...change }))}
      />
      <TextField
        id="correction-words"
        label="补充说一句，可以不写"
        caption="别写号码，只写怎么回事"
        value={words}
        isLong
        maxLength={CORRECTION_WORDS_MAX}
        onChange={setWords}
      />
    </Sheet>
  )
}
