import { PERSON_FIELDS, type PersonField, SEXES } from '../../contract/registry'
import { dayOf } from '../people/days'
import { isDay, readIdNumber } from '../people/id-number'
import { normalisePhone } from '../people/masking'

const ID_FAULTS = {
  length: '身份证号应当是 18 位，请数一数',
  characters: '身份证号里有不对的字，只能是数字，末位可以是 X',
  birthDate: '身份证号里的出生日期不对，请核对',
  checkDigit: '身份证号最后一位对不上，可能抄错了一位',
} as const

/** A name has Han characters, Latin letters, · . and blanks only. */
const NAME = /^[\p{Script=Han}A-Za-z·.\s]{1,30}$/u

/**
 * Reads what somebody wrote into a field, in its one spelling. `now` tells births to come.
 * @returns the value, or the sentence that says what is wrong with it
 */
export function readField(field: PersonField, text: string, now: Date): { value: string } | { problem: string } {
  const value = text.normalize('NFKC').trim()
  if (value === '') return { problem: '这一项不能空着' }
  switch (field) {
    case 'name':
      return NAME.test(value)
        ? { value: value.replace(/(?<=\p{Script=Han})\s+(?=\p{Script=Han})/gu, '') }
        : { problem: '姓名里只能有汉字、字母和间隔点' }
    case 'idNumber': {
      const read = readIdNumber(value, dayOf(now))
      return 'fault' in read ? { problem: ID_FAULTS[read.fault] } : { value: read.idNumber }
    }
    case 'phone':
    case 'contactPhone': {
      const phone = normalisePhone(value)
      return phone ? { value: phone } : { problem: '电话号码不对，请核对' }
    }
    case 'birthDate':
      return isDay(value) && value <= dayOf(now) ? { value } : { problem: '出生日期写成 1950-02-28 这样' }
    case 'sex':
      return value in SEXES ? { value } : { problem: '性别只能是男或女' }
    default:
      return [...value].length <= PERSON_FIELDS[field].max
        ? { value }
        : { problem: `最多 ${PERSON_FIELDS[field].max} 个字` }
  }
}
