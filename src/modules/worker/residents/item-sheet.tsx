import { View } from '@tarojs/components'
import { useState } from 'react'
import { type ItemContent, type ItemKind, PERSON_ITEMS } from '../../../../cloudfunctions/contract/items'
import { beginning, ItemFields, isFilled, writtenParts } from '../../../parts/items/item-fields'
import { ConfirmSheet } from '../../../ui/confirm-sheet'
import { NoticeBar } from '../../../ui/notice-bar'
import { Segmented } from '../../../ui/segmented'
import type { CardItem } from './card-field'
import { lastDay, TERM_DAYS, TERMS, type Term } from './terms'
import { useParcel } from './use-parcel'

interface ItemSheetProps {
  personId: string
  name: string
  kind: ItemKind
  /** Null for a new one. */
  item: CardItem | null
  onClose: () => void
}

/** Writes down or changes a contact, a vehicle or something to care by, with or without a network. */
export function ItemSheet({ personId, name, kind, item, onClose }: ItemSheetProps) {
  const { label, isHealth } = PERSON_ITEMS[kind]
  const isNew = item === null
  const [blank] = useState(() => ({ parts: beginning(kind, item?.current?.parts ?? null), term: 'open' as Term }))
  const { draft, change, send, isBusy, refusal } = useParcel({
    path: 'residents.item',
    name: `residents.item.${personId}.${item?.itemId ?? kind}`,
    blank,
    done: isNew ? `${label}登记好了` : `${label}改好了`,
    onClose,
  })
  const { parts, term } = draft
  const days = TERM_DAYS[term]
  const input = {
    personId,
    kind,
    parts: writtenParts(parts),
    ...(item && { itemId: item.itemId }),
    ...(item?.current && { seenId: item.current.id }),
    ...(days !== null && { validUntil: lastDay(days) }),
  }
  const edit = (changed: ItemContent) => change({ parts: { ...parts, ...changed } })
  return (
    <ConfirmSheet
      id="item-send"
      isOpen
      title={isNew ? `登记${name}的${label}` : `改${name}的${label}`}
      body={
        item?.current
          ? `现在登记的是：${item.current.shown}（${item.current.sourceLabel}）`
          : isHealth
            ? '本人同意过查看健康情况，才能登记。'
            : undefined
      }
      verb={isNew ? `登记${label}` : `改${label}`}
      back="先不改"
      isBusy={isBusy}
      isDisabled={!isFilled(kind, parts, isNew)}
      onConfirm={() => void send(input, `${name}的${label}`)}
      onClose={onClose}
    >
      {refusal ? <NoticeBar kind="danger" words={refusal} /> : null}
      <ItemFields kind={kind} parts={parts} isNew={isNew} onChange={edit} />
      <View className="foot soft mt2">到什么时候为止，到期自动去掉</View>
      <Segmented
        id="item-term"
        label="到什么时候"
        items={TERMS}
        value={term}
        onChange={(next) => change({ term: next })}
      />
    </ConfirmSheet>
  )
}
