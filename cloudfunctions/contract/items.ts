import { PERSON_FIELD_KEYS, PERSON_FIELDS, type PersonField } from './registry'

/**
 * What a person may have several of, each with its own sources, term and disputes. Parts are written in the order of the
 * form; all of it is sealed at rest. Of health nothing is written or shown without the person's consent.
 */
export const PERSON_ITEMS = {
  contact: { label: '联系人', parts: ['name', 'phone', 'relation', 'callOrder'], optional: [], isHealth: false },
  vehicle: { label: '车辆', parts: ['vehicle', 'plate', 'colour'], optional: ['colour'], isHealth: false },
  keyHolder: {
    label: '备用钥匙',
    parts: ['name', 'phone', 'relation'],
    optional: ['phone', 'relation'],
    isHealth: false,
  },
  entryNote: { label: '进门要注意', parts: ['words'], optional: [], isHealth: false },
  allergy: { label: '过敏', parts: ['words'], optional: [], isHealth: true },
  chronicIllness: { label: '慢性病', parts: ['words'], optional: [], isHealth: true },
  medicine: { label: '常吃的药', parts: ['words'], optional: [], isHealth: true },
  mobility: { label: '行动情况', parts: ['words'], optional: [], isHealth: true },
  hearing: { label: '听力情况', parts: ['words'], optional: [], isHealth: true },
} as const satisfies Record<string, ItemKindFacts>

interface ItemKindFacts {
  label: string
  parts: readonly ItemPart[]
  optional: readonly ItemPart[]
  isHealth: boolean
}

export type ItemKind = keyof typeof PERSON_ITEMS
export const ITEM_KINDS = Object.keys(PERSON_ITEMS) as ItemKind[]

/** What a person changes themselves; the rest the grid worker sets right when asked. */
export const OWN_ITEM_KINDS = ['contact', 'vehicle'] as const satisfies readonly ItemKind[]
export const isOwnItem = (field: string): boolean => (OWN_ITEM_KINDS as readonly string[]).includes(field)

export const VEHICLES = { car: '汽车', motorcycle: '摩托车', eBike: '电动自行车' } as const
export type Vehicle = keyof typeof VEHICLES
export const VEHICLE_KEYS = Object.keys(VEHICLES) as Vehicle[]

/** Parts in words, and how many characters at most. */
export const ITEM_PARTS = {
  vehicle: { label: '是什么车', max: 12 },
  plate: { label: '车牌号', max: 12 },
  colour: { label: '颜色', max: 8 },
  name: { label: '姓名', max: 30 },
  phone: { label: '电话', max: 20 },
  relation: { label: '是本人的什么人', max: 10 },
  callOrder: { label: '第几个打给他', max: 1 },
  words: { label: '写下来', max: 100 },
} as const
export type ItemPart = keyof typeof ITEM_PARTS
export const ITEM_PART_KEYS = Object.keys(ITEM_PARTS) as ItemPart[]

/** The last in the order of calling. */
export const CALL_ORDER_MAX = 9
/** How many of a kind one person may have. */
export const ITEMS_MAX = 20
/** For so long somebody may take back what they have just changed about themselves, in minutes. */
export const ITEM_UNDO_MINUTES = 10

/** An item as it is written: its parts as text, those that are empty left out. */
export type ItemContent = Partial<Record<ItemPart, string>>

/** Anything the registry keeps values of. */
export type ValueField = PersonField | ItemKind
export const VALUE_FIELDS: readonly ValueField[] = [...PERSON_FIELD_KEYS, ...ITEM_KINDS]

export const isItemKind = (field: string): field is ItemKind => field in PERSON_ITEMS
export const labelOf = (field: ValueField): string =>
  (isItemKind(field) ? PERSON_ITEMS[field] : PERSON_FIELDS[field]).label
/** Sealed at rest and masked on screen. */
export const isSealedField = (field: ValueField): boolean => isItemKind(field) || PERSON_FIELDS[field].isSensitive

/** An item in one line: 李静，女儿，16012345678，第 1 个打. */
export function itemWords({ vehicle, callOrder, name, relation, phone, plate, colour, words }: ItemContent): string {
  const kind = vehicle && VEHICLES[vehicle as Vehicle]
  const turn = callOrder && `第 ${callOrder} 个打`
  return [name, relation, phone, turn, plate, colour, kind, words].filter(Boolean).join('，')
}
