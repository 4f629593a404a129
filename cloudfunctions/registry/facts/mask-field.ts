import { PERSON_FIELDS, type PersonField } from '../../contract/registry'
import { maskIdNumber, maskName, maskPhone } from '../people/masking'

const HIDDEN = '******'
/** Of an address the county and the street are no secret. */
const ADDRESS_SHOWN = 6

/** A value as it is shown before somebody asks for it in full; what is not sensitive stays as it is. */
export function maskField(field: PersonField, value: string): string {
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
