import {
  CALL_ORDER_MAX,
  ITEM_PARTS,
  type ItemContent,
  type ItemKind,
  type ItemPart,
  itemWords,
  PERSON_ITEMS,
  VEHICLES,
  type Vehicle,
} from '../../../contract/items'
import { maskName, maskPhone, normalisePhone } from '../../people/masking'
import { readPlate } from './plate'

const IN_WORDS: readonly ItemPart[] = ['words', 'relation', 'colour']

type Read = { value: string } | { problem: string }

const NAME = /^[\p{Script=Han}A-Za-z·.\s]{1,30}$/u

function readPart(part: ItemPart, text: string, vehicle: string | undefined): Read {
  switch (part) {
    case 'vehicle':
      return text in VEHICLES ? { value: text } : { problem: '选一种车' }
    case 'plate': {
      const plate = readPlate((vehicle ?? 'car') as Vehicle, text)
      return plate ? { value: plate } : { problem: '车牌号不对，写成 鲁H12345 这样' }
    }
    case 'phone': {
      const phone = normalisePhone(text)
      return phone ? { value: phone } : { problem: '电话号码不对，请核对' }
    }
    case 'name':
      return NAME.test(text) ? { value: text } : { problem: '姓名里只能有汉字、字母和间隔点' }
    case 'callOrder':
      return /^[1-9]$/.test(text) ? { value: text } : { problem: `写 1 到 ${CALL_ORDER_MAX}` }
    default: {
      const { max } = ITEM_PARTS[part]
      return [...text].length <= max ? { value: text } : { problem: `最多 ${max} 个字` }
    }
  }
}

/**
 * Reads an item as somebody wrote it, each part in its one spelling and in one order, so that equal items are equal texts.
 * @returns the text to keep, or a sentence for each part that is wrong
 */
export function readItem(kind: ItemKind, given: ItemContent): { value: string } | { problems: Record<string, string> } {
  const { parts, optional } = PERSON_ITEMS[kind]
  const content: ItemContent = {}
  const problems: Record<string, string> = {}
  for (const part of parts as readonly ItemPart[]) {
    // In words 「，」 stays what it is.
    const text = (given[part] ?? '').normalize(IN_WORDS.includes(part) ? 'NFC' : 'NFKC').trim()
    if (text === '') {
      if (!(optional as readonly ItemPart[]).includes(part)) problems[part] = `${ITEM_PARTS[part].label}还没填`
      continue
    }
    const read = readPart(part, text, given.vehicle)
    if ('problem' in read) problems[part] = read.problem
    else content[part] = read.value
  }
  return Object.keys(problems).length > 0 ? { problems } : { value: JSON.stringify(content) }
}

/** What a kept item says; empty once it is erased. */
export const itemContent = (value: string): ItemContent => (value ? (JSON.parse(value) as ItemContent) : {})

/** The parts that anybody who sees the item may see, as a form begins with them. */
export const openParts = ({ vehicle, colour, relation, callOrder }: ItemContent): ItemContent => ({
  ...(vehicle && { vehicle }),
  ...(colour && { colour }),
  ...(relation && { relation }),
  ...(callOrder && { callOrder }),
})

/** `鲁H***45`: the office and the last two stay. */
const maskPlate = (plate: string) =>
  plate.length > 5 ? `${plate.slice(0, 2)}${'*'.repeat(plate.length - 4)}${plate.slice(-2)}` : '*'.repeat(plate.length)

/** An item in one line without what may be known only for a reason; null where that is all of it. */
export function maskedItem({ name, phone, plate, words, ...open }: ItemContent): string | null {
  if (words) return null
  return itemWords({
    ...open,
    ...(name && { name: maskName(name) }),
    ...(phone && { phone: maskPhone(phone) }),
    ...(plate && { plate: maskPlate(plate) }),
  })
}
