const DIGITS: Record<string, number> = { 零: 0, 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 }
const NUMBER = '([0-9]{1,3}|[零一二两三四五六七八九十百]{1,4})'

/** What a number in a report stands for, and how people write it. */
const KINDS = {
  building: new RegExp(`${NUMBER}(?:号楼|栋|幢|#楼?|号院?楼)`, 'gu'),
  entrance: new RegExp(`${NUMBER}(?:单元|门洞)`, 'gu'),
  floor: new RegExp(`${NUMBER}(?:楼(?!栋)|层)`, 'gu'),
} as const

export type Mentions = Record<keyof typeof KINDS, ReadonlySet<number>>

/** 十二 and 12 are the same number. */
function numberOf(text: string): number {
  if (/^\d+$/.test(text)) return Number(text)
  const [tens, ones] = text.includes('十') ? text.split('十') : ['', text]
  const digit = (one: string | undefined, none: number) => (one ? (DIGITS[one] ?? 0) : none)
  return text.includes('十') ? digit(tens, 1) * 10 + digit(ones, 0) : digit(ones, 0)
}

/** The buildings, entrances and floors a report names. */
export function mentionsOf(text: string): Mentions {
  const numbers = (pattern: RegExp) => new Set([...text.matchAll(pattern)].map((match) => numberOf(match[1]!)))
  return { building: numbers(KINDS.building), entrance: numbers(KINDS.entrance), floor: numbers(KINDS.floor) }
}

/** Both name a building, or an entrance, or a floor, and not one of them is the same. */
export const contradicts = (a: Mentions, b: Mentions): boolean =>
  (Object.keys(KINDS) as (keyof Mentions)[]).some(
    (kind) => a[kind].size > 0 && b[kind].size > 0 && ![...a[kind]].some((number) => b[kind].has(number)),
  )
