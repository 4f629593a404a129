import { useState } from 'react'
import {
  APPEAL_CATEGORIES,
  APPEAL_CATEGORY_LABELS,
  type AppealCategory,
} from '../../../cloudfunctions/contract/governance/appeals'
import { URGENCIES, URGENCY_LABELS } from '../../../cloudfunctions/contract/orders'
import { api } from '../../lib/rpc'
import { useSend } from '../../lib/send'
import { tell } from '../../lib/tell'
import { Chip, Chips } from '../../ui/chip'
import { ConfirmSheet } from '../../ui/confirm-sheet'
import { FieldRow } from '../../ui/form-field'
import { Segmented } from '../../ui/segmented'
import type { OrderDetail } from './order'

const urgencies = URGENCIES.map((key) => ({ key, word: URGENCY_LABELS[key] }))

/** Puts right what an appeal is about and how urgent it is. */
export function ReclassifySheet({ order, onClose }: { order: OrderDetail; onClose: () => void }) {
  const [category, setCategory] = useState(order.category as AppealCategory)
  const [urgency, setUrgency] = useState(order.urgency)
  const { send, isBusy } = useSend(api.appeals.reclassify, {
    onDone: () => {
      tell('改好了，期限也跟着改了')
      onClose()
    },
    onFault: (fault) => tell(fault.message),
  })
  return (
    <ConfirmSheet
      id="reclassify-send"
      isOpen
      title="改类别"
      body="承诺的时间会按新的类别重算。改过的，以后遇到像的会先猜这一类。"
      verb="改成这一类"
      isBusy={isBusy}
      isDisabled={category === order.category && urgency === order.urgency}
      onConfirm={() => void send({ id: order.id, category, urgency })}
      onClose={onClose}
    >
      <Chips label="哪一类">
        {APPEAL_CATEGORIES.map((key) => (
          <Chip
            key={key}
            id={`category-${key}`}
            word={APPEAL_CATEGORY_LABELS[key]}
            state={key === category ? 'selected' : 'off'}
            onTap={() => setCategory(key)}
          />
        ))}
      </Chips>
      <FieldRow label="急不急">
        <Segmented id="urgency" label="急不急" items={urgencies} value={urgency} onChange={setUrgency} />
      </FieldRow>
    </ConfirmSheet>
  )
}
