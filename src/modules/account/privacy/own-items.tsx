import { useState } from 'react'
import {
  ITEM_KINDS,
  ITEM_UNDO_MINUTES,
  type ItemKind,
  isOwnItem,
  OWN_ITEM_KINDS,
  PERSON_ITEMS,
} from '../../../../cloudfunctions/contract/items'
import { dayOf } from '../../../lib/format'
import type { api } from '../../../lib/rpc'
import { KIND_ICONS } from '../../../parts/items/kind-icons'
import { Card, Section } from '../../../ui/card'
import { Chip, Chips } from '../../../ui/chip'
import { ListCell } from '../../../ui/list-cell'
import { CareSheet } from './care-sheet'
import { OwnItemSheet } from './own-item-sheet'
import { type Undoable, UndoBar } from './undo-bar'

export type OwnItem = Awaited<ReturnType<typeof api.privacy.held>>['items'][number]

type Opened = { kind: ItemKind; item: OwnItem | null }

const CARE_KINDS = ITEM_KINDS.filter((kind) => !isOwnItem(kind))

interface GroupProps {
  title: string
  aside: string
  kinds: readonly ItemKind[]
  items: readonly OwnItem[]
  moment: Date
  onOpen: (opened: Opened) => void
}

/** Items of some kinds, and the way to one more of each. */
function Group({ title, aside, kinds, items, moment, onOpen }: GroupProps) {
  const shown = items.filter(({ kind }) => kinds.includes(kind))
  const until = ({ validUntil }: OwnItem) =>
    validUntil ? `，到 ${dayOf(new Date(Date.parse(validUntil) - 1).toISOString(), moment)} 为止` : ''
  return (
    <>
      <Section title={title} aside={aside} />
      {shown.length > 0 ? (
        <Card isTight>
          {shown.map((item) => (
            <ListCell
              key={item.itemId}
              id={`item-${item.itemId}`}
              icon={KIND_ICONS[item.kind]}
              title={`${item.label}：${item.value}`}
              second={`${item.sourceLabel}，${dayOf(item.at, moment)}${until(item)}${item.isDisputed ? '，另有不同说法，等社区核实' : ''}`}
              onTap={() => onOpen({ kind: item.kind, item })}
            />
          ))}
        </Card>
      ) : null}
      <Chips label={title}>
        {kinds.map((kind) => (
          <Chip
            key={kind}
            id={`item-add-${kind}`}
            word={`加 ${PERSON_ITEMS[kind].label}`}
            onTap={() => onOpen({ kind, item: null })}
          />
        ))}
      </Chips>
    </>
  )
}

interface OwnItemsProps {
  items: readonly OwnItem[]
  /** Whom one acts for: then the grid worker sets everything right. */
  forPersonId: string | undefined
  moment: Date
}

/** One's contacts and vehicles, which one changes oneself, and what to care by, which the grid worker sets right. */
export function OwnItems({ items, forPersonId, moment }: OwnItemsProps) {
  const [opened, open] = useState<Opened | null>(null)
  const [undoable, setUndoable] = useState<Undoable | null>(null)
  const close = () => open(null)
  const isChanged = (kind: ItemKind) => isOwnItem(kind) && forPersonId === undefined
  return (
    <>
      <Group
        title="联系人和车辆"
        aside={forPersonId ? '请网格员核实' : '自己能改'}
        kinds={OWN_ITEM_KINDS}
        items={items}
        moment={moment}
        onOpen={open}
      />
      <Group title="照应要知道的" aside="请网格员核实" kinds={CARE_KINDS} items={items} moment={moment} onOpen={open} />
      {opened && isChanged(opened.kind) ? (
        <OwnItemSheet
          kind={opened.kind as (typeof OWN_ITEM_KINDS)[number]}
          item={opened.item}
          onDone={setUndoable}
          onClose={close}
        />
      ) : null}
      {opened && !isChanged(opened.kind) ? (
        <CareSheet kind={opened.kind} item={opened.item} forPersonId={forPersonId} onClose={close} />
      ) : null}
      {undoable ? <UndoBar undoable={undoable} minutes={ITEM_UNDO_MINUTES} onGone={() => setUndoable(null)} /> : null}
    </>
  )
}
