import { View } from '@tarojs/components'
import { useState } from 'react'
import { URGENCY_LABELS } from '../../../../cloudfunctions/contract/orders'
import { api } from '../../../lib/rpc'
import { useSend } from '../../../lib/send'
import { tell } from '../../../lib/tell'
import { ConfirmSheet } from '../../../ui/confirm-sheet'
import { ListCell } from '../../../ui/list-cell'
import { NoticeBar } from '../../../ui/notice-bar'
import { Segmented } from '../../../ui/segmented'
import { Stepper } from '../../../ui/stepper'
import { type Amount, amountOf, MEASURE_WORDS, MEASURES, type Promised, setWords, spanOf, spanWords } from './span'

const measures = MEASURES.map((key) => ({ key, word: MEASURE_WORDS[key].word }))

interface AmountFieldProps {
  id: string
  label: string
  amount: Amount
  onChange: (amount: Amount) => void
}

/** How long, in one of the three measures. */
function AmountField({ id, label, amount, onChange }: AmountFieldProps) {
  const { unit, note, max } = MEASURE_WORDS[amount.measure]
  const measure = (next: Amount['measure']) =>
    onChange({ measure: next, value: Math.min(amount.value, MEASURE_WORDS[next].max) })
  return (
    <View className="mt3">
      <View className="b">{label}</View>
      <View className="mt2">
        <Segmented id={id} label={`${label}按什么算`} items={measures} value={amount.measure} onChange={measure} />
      </View>
      <Stepper
        id={id}
        label={label}
        value={amount.value}
        unit={unit}
        min={1}
        max={max}
        onChange={(value) => onChange({ ...amount, value })}
      />
      <View className="foot soft ctr">{note}</View>
    </View>
  )
}

interface EditSheetProps {
  placeId: string
  promised: Promised
  onClose: () => void
}

/** Both ways to change a promise: to set one's own, and to leave it to the places above. */
function useChanging({ placeId, promised, onClose }: EditSheetProps) {
  const about = { kind: 'appeal' as const, placeId, category: promised.category, urgency: promised.urgency }
  const done = (sentence: string) => ({
    onDone: () => {
      tell(sentence)
      onClose()
    },
  })
  const setting = useSend(api.promises.set, done('定好了，新来的单照这个算'))
  const undoing = useSend(api.promises.unset, done('撤掉了，新来的单按上一级的算'))
  return {
    set: (span: Amount, extension: Amount) =>
      void setting.send({ ...about, span: spanOf(span), extension: spanOf(extension) }),
    unset: () => void undoing.send(about),
    isBusy: setting.isBusy || undoing.isBusy,
    fault: setting.fault ?? undoing.fault,
  }
}

/** Sets how long one category of one urgency may take at a place. */
export function EditSheet(props: EditSheetProps) {
  const { promised, onClose } = props
  const [span, setSpan] = useState(amountOf(promised.span))
  const [extension, setExtension] = useState(amountOf(promised.extension))
  const { set, unset, isBusy, fault } = useChanging(props)
  const { categoryLabel, urgency, isOwn, otherwise } = promised
  const isSame =
    spanWords(spanOf(span)) === spanWords(promised.span) &&
    spanWords(spanOf(extension)) === spanWords(promised.extension)
  return (
    <ConfirmSheet
      id="promise-set"
      isOpen
      title={`${categoryLabel}，${URGENCY_LABELS[urgency]}`}
      body="从现在起的新单照它算，已经在办的单不变。"
      verb="照这个定"
      back="先不改"
      isBusy={isBusy}
      isDisabled={isSame}
      onConfirm={() => set(span, extension)}
      onClose={onClose}
    >
      {fault ? <NoticeBar kind="danger" words={fault.message} /> : null}
      <AmountField id="promise-span" label="多久办好" amount={span} onChange={setSpan} />
      <AmountField id="promise-extension" label="能延一次，再给多久" amount={extension} onChange={setExtension} />
      {isOwn ? (
        <ListCell
          id="promise-unset"
          icon="arrow-back-up"
          title={`不单独定了，按 ${spanWords(otherwise.span)}`}
          second={setWords(otherwise)}
          onTap={unset}
        />
      ) : null}
    </ConfirmSheet>
  )
}
