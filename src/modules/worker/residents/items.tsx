import { useState } from 'react'
import { ITEM_KINDS, type ItemKind, PERSON_ITEMS } from '../../../../cloudfunctions/contract/items'
import { callPhone } from '../../../lib/open-page'
import { KIND_ICONS } from '../../../parts/items/kind-icons'
import { useReveal } from '../../../parts/reveal/use-reveal'
import { CallButton } from '../../../ui/avatar'
import { Button } from '../../../ui/button'
import { Card, Section } from '../../../ui/card'
import { Chip, Chips } from '../../../ui/chip'
import { ListCell } from '../../../ui/list-cell'
import { Sheet } from '../../../ui/sheet'
import { type CardItem, saidBy, untilDay } from './card-field'
import { ItemSheet } from './item-sheet'
import { EndingSheet } from './leaving'

type Step = { kind: ItemKind; item: CardItem | null; what: 'see' | 'change' | 'end' }

const PHONE = /1[3-9]\d{9}|0\d{9,11}/

interface ItemsProps {
  personId: string
  name: string
  items: readonly CardItem[]
  moment: Date
}

interface SeenProps {
  item: CardItem
  moment: Date
  onStep: (what: Step['what']) => void
  onReveal: () => void
  onClose: () => void
}

/** One item and what may be done with it. */
function Seen({ item: { label, current }, moment, onStep, onReveal, onClose }: SeenProps) {
  return (
    <Sheet
      isOpen
      title={label}
      onClose={onClose}
      footer={
        <>
          <Button id="item-end" word={`去掉${label}`} look="outline" onTap={() => onStep('end')} />
          <Button id="item-change" word={`改${label}`} isWide onTap={() => onStep('change')} />
        </>
      }
    >
      {current ? (
        <ListCell title={current.shown} second={[saidBy(current, moment), untilDay(current, moment)].join('，')} />
      ) : null}
      <ListCell id="item-reveal" icon="eye" title="写明原因，看全部" onTap={onReveal} />
    </Sheet>
  )
}

/** Contacts in the order of calling, vehicles, and what to care by; each opens at a tap. */
export function Items({ personId, name, items, moment }: ItemsProps) {
  const [step, go] = useState<Step | null>(null)
  const reveal = useReveal()
  const close = () => go(null)
  const of = { personId, name, onClose: close }
  const look = ({ kind, itemId }: CardItem) => {
    close()
    reveal.toggle({ personId, name, field: kind, itemId })
  }
  return (
    <>
      <Section title="联系人、车辆、照料" aside="点一项看、改、去掉" />
      {items.length > 0 ? (
        <Card isTight>
          {items.map((item) => {
            const full = reveal.valueOf(personId, item.kind, item.itemId)
            const phone = full?.match(PHONE)?.[0]
            return (
              <ListCell
                key={item.itemId}
                id={`item-${item.itemId}`}
                icon={KIND_ICONS[item.kind]}
                title={`${item.label}：${full ?? item.current?.shown ?? '有不同的说法'}`}
                second={
                  item.current
                    ? [saidBy(item.current, moment), untilDay(item.current, moment)].filter(Boolean).join('，')
                    : undefined
                }
                end={phone ? <CallButton id="item-call" whom={item.label} onTap={() => callPhone(phone)} /> : undefined}
                onTap={() => go({ kind: item.kind, item, what: 'see' })}
              />
            )
          })}
        </Card>
      ) : null}
      <Chips label="登记一项">
        {ITEM_KINDS.map((kind) => (
          <Chip
            key={kind}
            id={`item-add-${kind}`}
            word={`加 ${PERSON_ITEMS[kind].label}`}
            onTap={() => go({ kind, item: null, what: 'change' })}
          />
        ))}
      </Chips>
      {step?.what === 'change' ? <ItemSheet {...of} kind={step.kind} item={step.item} /> : null}
      {step?.item && step.what === 'see' ? (
        <Seen
          item={step.item}
          moment={moment}
          onStep={(what) => go({ ...step, what })}
          onReveal={() => look(step.item!)}
          onClose={close}
        />
      ) : null}
      {step?.item && step.what === 'end' ? <EndingSheet {...of} ending={{ kind: 'item', item: step.item }} /> : null}
      {reveal.sheet}
    </>
  )
}
