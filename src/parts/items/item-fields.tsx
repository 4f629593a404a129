import {
  CALL_ORDER_MAX,
  ITEM_PARTS,
  type ItemContent,
  type ItemKind,
  type ItemPart,
  PERSON_ITEMS,
  VEHICLE_KEYS,
  VEHICLES,
  type Vehicle,
} from '../../../cloudfunctions/contract/items'
import { FieldRow, TextField } from '../../ui/form-field'
import { Segmented } from '../../ui/segmented'
import { Stepper } from '../../ui/stepper'

const VEHICLE_CHOICES = VEHICLE_KEYS.map((key) => ({ key, word: VEHICLES[key] }))
const KEEPS = '不改就空着'
/** What a form is filled with where nothing else is known. */
const FIRST: ItemContent = { vehicle: 'car', callOrder: '1' }

const EXAMPLES: Partial<Record<ItemPart, string>> = {
  plate: '鲁H12345',
  colour: '白色',
  phone: '手机号，或者区号加座机号',
  relation: '女儿、邻居',
}
const WORDS: Partial<Record<ItemKind, string>> = {
  entryNote: '门铃坏了，敲门大声些；家里有狗',
  allergy: '青霉素',
  chronicIllness: '高血压，十年',
  medicine: '氨氯地平，每天早上一片',
  mobility: '上下楼要人扶',
  hearing: '右耳听不清，说话大声些',
}

/** A new item's form, or one that begins with what is shown of a known one. */
export const beginning = (kind: ItemKind, known: ItemContent | null): ItemContent =>
  Object.fromEntries(partsOf(kind).map((part) => [part, known?.[part] ?? (known ? '' : (FIRST[part] ?? ''))]))

const partsOf = (kind: ItemKind): readonly ItemPart[] => PERSON_ITEMS[kind].parts
const isOptional = (kind: ItemKind, part: ItemPart) =>
  (PERSON_ITEMS[kind].optional as readonly ItemPart[]).includes(part)

/** Whether the form says enough to be sent: of a known item what is left empty stays. */
export const isFilled = (kind: ItemKind, parts: ItemContent, isNew: boolean): boolean =>
  !isNew || partsOf(kind).every((part) => isOptional(kind, part) || Boolean(parts[part]?.trim()))

/** The parts that are written, trimmed. */
export const writtenParts = (parts: ItemContent): ItemContent =>
  Object.fromEntries(Object.entries(parts).flatMap(([part, text]) => (text?.trim() ? [[part, text.trim()]] : [])))

interface ItemFieldsProps {
  kind: ItemKind
  parts: ItemContent
  /** Of a known item what is masked may stay empty. */
  isNew: boolean
  onChange: (change: ItemContent) => void
}

/** The fields of a contact, a vehicle or something to care by. */
export function ItemFields({ kind, parts, isNew, onChange }: ItemFieldsProps) {
  return partsOf(kind).map((part) => {
    const { label, max } = ITEM_PARTS[part]
    const value = parts[part] ?? ''
    if (part === 'vehicle')
      return (
        <Segmented
          key={part}
          id="item-vehicle"
          label={label}
          items={VEHICLE_CHOICES}
          value={(value || 'car') as Vehicle}
          onChange={(vehicle) => onChange({ vehicle })}
        />
      )
    if (part === 'callOrder')
      return (
        <FieldRow key={part} label={label}>
          <Stepper
            id="item-order"
            label={label}
            unit="号"
            min={1}
            max={CALL_ORDER_MAX}
            value={Number(value || 1)}
            onChange={(next) => onChange({ callOrder: String(next) })}
          />
        </FieldRow>
      )
    return (
      <TextField
        key={part}
        id={`item-${part}`}
        label={isOptional(kind, part) ? `${label}（可以不填）` : label}
        example={isNew ? (part === 'words' ? WORDS[kind] : EXAMPLES[part]) : KEEPS}
        kind={part === 'phone' ? 'phone' : 'text'}
        value={value}
        isLong={part === 'words'}
        maxLength={max}
        onChange={(text) => onChange({ [part]: text })}
      />
    )
  })
}
