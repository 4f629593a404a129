import type { Vehicle } from '../../../contract/items'

const PROVINCES = '京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼'
/** I and O are never used: they look like figures. */
const SIGN = 'A-HJ-NP-Z0-9'
const OFFICE = `[${PROVINCES}][A-HJ-NP-Z]`

/** GA 36: ordinary plates, also of trailers, driving schools, police, Hong Kong, Macau and consulates; those of embassies. */
const ORDINARY = new RegExp(`^(${OFFICE}[${SIGN}]{4}[${SIGN}挂学警港澳领]|使\\d{6}|\\d{6}使)$`)
/** GA 36-2018, new energy: small ones D12345 or DA1234, large ones 12345D. A to E are all electric, F to K are not. */
const NEW_ENERGY = new RegExp(`^${OFFICE}([A-HJK][${SIGN}]\\d{4}|\\d{5}[A-HJK])$`)
/** Cities number electric bicycles as they like. */
const E_BIKE = /^[\p{Script=Han}A-Z0-9]{1,12}$/u

/** A plate in its one spelling, 鲁H12345, from any usual one (鲁H·12345, blanks, small letters); null for what is none. */
export function readPlate(vehicle: Vehicle, text: string): string | null {
  const plate = text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s·•.\p{Pd}]/gu, '')
  if (vehicle === 'eBike') return E_BIKE.test(plate) ? plate : null
  const isPlate = ORDINARY.test(plate) || (vehicle === 'car' && NEW_ENERGY.test(plate))
  return isPlate ? plate : null
}
