import { View } from '@tarojs/components'
import { PERSON_FIELDS, type PersonField, SEXES, type Sex } from '../../../../cloudfunctions/contract/registry'
import { ConfirmSheet } from '../../../ui/confirm-sheet'
import { TextField } from '../../../ui/form-field'
import { ListCell } from '../../../ui/list-cell'
import { NoticeBar } from '../../../ui/notice-bar'
import type { CardField } from './card-field'
import { useParcel } from './use-parcel'

const EXAMPLES: Partial<Record<PersonField, string>> = {
  idNumber: '18 位，末位可以是 X',
  phone: '手机号，或者区号加座机号',
  contactPhone: '手机号，或者区号加座机号',
  birthDate: '1950-02-28',
  careDependence: '自理、半失能、失能',
  disability: '肢体二级',
}
const BLANK = { value: '' }
const SEX_KEYS = Object.keys(SEXES) as Sex[]
const LONG_FROM = 60

interface CorrectSheetProps {
  personId: string
  name: string
  field: CardField
  /** What is registered is masked and to be seen in full. */
  onClose: () => void
}

/** Corrects one field as one stands before the person, with or without a network. */
export function CorrectSheet({ personId, name, field: { field, label, current }, onClose }: CorrectSheetProps) {
  const { draft, change, send, isBusy, refusal } = useParcel({
    path: 'residents.correct',
    name: `residents.correct.${personId}.${field}`,
    blank: BLANK,
    done: `${label}改好了`,
    onClose,
  })
  const value = draft.value.trim()
  const { max } = PERSON_FIELDS[field]
  const input = { personId, field, value, seenId: current?.id ?? null }
  return (
    <ConfirmSheet
      id="correct-send"
      isOpen
      title={`${name}的${label}`}
      body={current ? `现在登记的是：${current.shown}（${current.sourceLabel}）` : '还没有登记'}
      verb={current ? `改${label}` : `登记${label}`}
      back="先不改"
      isBusy={isBusy}
      isDisabled={value === ''}
      onConfirm={() => void send(input, `${name}的${label}`)}
      onClose={onClose}
    >
      {refusal ? <NoticeBar kind="danger" words={refusal} /> : null}
      {field === 'sex' ? (
        SEX_KEYS.map((sex) => (
          <ListCell
            key={sex}
            id={`correct-${sex}`}
            title={SEXES[sex]}
            isSelected={draft.value === sex}
            onTap={() => change({ value: sex })}
          />
        ))
      ) : (
        <TextField
          id="correct-value"
          label={current ? '改成' : '写上'}
          example={EXAMPLES[field]}
          value={draft.value}
          isLong={max > LONG_FROM}
          kind={field === 'phone' || field === 'contactPhone' ? 'phone' : 'text'}
          maxLength={max}
          onChange={(text) => change({ value: text })}
        />
      )}
      <View className="foot soft mt2">写下您当面核实过的。谁在什么时候改的，会一直留着。</View>
    </ConfirmSheet>
  )
}
