import { CLOSED_PERSON_NAME, NEW_PERSON_NAME } from './names'

/** `138****1234`; of a landline too, first three and last four digits stay. Anything shorter is hidden whole. */
export function maskPhone(phone: string): string {
  return phone.length < 10 ? '*'.repeat(phone.length) : hide(phone, 3, 4)
}

/** `370829********1234`: region and last four stay. Other papers keep their last two at most. */
export function maskIdNumber(idNumber: string): string {
  return idNumber.length === 18 ? hide(idNumber, 6, 4) : hide(idNumber, 0, Math.min(2, idNumber.length >> 1))
}

/** `370829************`: where the birth date stands beside it, the last four would tell the whole number. */
export const maskIdNumberBesideBirth = (idNumber: string): string => hide(idNumber, 6, 0)

/** `孙*英`, `王*`: first and last character of three or more, first of two, none of one. */
export function maskName(name: string): string {
  if (name === NEW_PERSON_NAME || name === CLOSED_PERSON_NAME) return name
  const characters = [...name]
  if (characters.length < 2) return '*'.repeat(characters.length)
  return hide(name, 1, characters.length > 2 ? 1 : 0)
}

function hide(text: string, first: number, last: number): string {
  const characters = [...text]
  const end = characters.length - last
  return characters.map((character, i) => (i < first || i >= end ? character : '*')).join('')
}

const PHONE = /^(1[3-9]\d{9}|0\d{9,11})$/
/** Blanks, quotes, hyphens, brackets and invisible characters that people and spreadsheets put into numbers. */
const PADDING = /[\s\p{Cf}\p{Pd}'"‘’“”()=.]/gu

/** Digits of a mainland mobile number or of a landline with its area code, from any usual spelling; null for anything else. */
export function normalisePhone(text: string): string | null {
  const digits = text
    .normalize('NFKC')
    .replace(PADDING, '')
    .replace(/^(\+|00)86/, '')
    .replace(/^86(?=1[3-9]\d{9}$)/, '')
  return PHONE.test(digits) ? digits : null
}
