import { isItemKind, itemWords, type ValueField } from '../../contract/items'
import { PERSON_FIELDS, type PersonField, SEXES, type Sex } from '../../contract/registry'
import { maskIdNumber, maskName, maskPhone } from '../people/masking'
import { itemContent, maskedItem } from './items/read-item'

const HIDDEN = '******'
/** Of an address the county and the street are no secret. */
const ADDRESS_SHOWN = 6

/** A value in words that people read: an item in one line, sex by its name. */
export function shownInFull(field: ValueField, value: string): string {
  if (isItemKind(field)) return itemWords(itemContent(value))
  return field === 'sex' ? (SEXES[value as Sex] ?? value) : value
}

/** A value as it is shown before somebody asks for it in full; what is not sensitive stays as it is. */
export function maskField(field: ValueField, value: string): string {
  return isItemKind(field) ? (maskedItem(itemContent(value)) ?? HIDDEN) : maskPlain(field, value)
}

function maskPlain(field: PersonField, value: string): string {
  if (!PERSON_FIELDS[field].isSensitive) return value
  switch (field) {
    case 'idNumber':
      return maskIdNumber(value)
    case 'phone':
    case 'contactPhone':
      return maskPhone(value)
    case 'contactName':
      return maskName(value)
    case 'hukouAddress':
      return `${[...value].slice(0, ADDRESS_SHOWN).join('')}${HIDDEN}`
    default:
      return HIDDEN
  }
}
