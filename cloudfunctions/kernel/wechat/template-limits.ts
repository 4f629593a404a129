/** Why WeChat would refuse a value with 47003. */
export interface TemplateProblem {
  key: string
  reason: 'unknownKey' | 'empty' | 'tooLong' | 'wrongCharacters'
}

interface KeyRule {
  max: number
  pattern: RegExp
  /** Drops what the kind cannot hold before it is shortened. Absent where a cut would change the meaning. */
  strip?: RegExp
  /** Put where something was cut off. */
  ellipsis?: string
}

/** Control characters, line ends, and halves of a character that cannot be sent as UTF-8. */
const UNSENDABLE = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u
const UNSENDABLE_RUNS = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\s]+/gu

const CLOCK = String.raw`([01]?\d|2[0-3]):[0-5]\d(:[0-5]\d)?`
const DAY = String.raw`\d{4}(年\d{1,2}月\d{1,2}日|[-/]\d{1,2}[-/]\d{1,2})`
const MOMENT = `(${DAY} ?)?${CLOCK}`

/**
 * Limits by kind of key. Lengths are in UTF-16 units: WeChat does not say how it counts a rare character or an emoji,
 * and this count is the strictest. Source: subscribeMessage.send, 订阅消息参数值内容限制说明.
 */
export const TEMPLATE_LIMITS: Record<string, KeyRule> = {
  thing: { max: 20, pattern: /^.+$/u, strip: UNSENDABLE_RUNS, ellipsis: '…' },
  phrase: { max: 5, pattern: /^\p{Script=Han}+$/u, strip: /\P{Script=Han}+/gu },
  name: { max: 10, pattern: /^[\p{L}\p{M}\p{P}\p{S} ]+$/u, strip: /[^\p{L}\p{M}\p{P}\p{S} ]+/gu },
  character_string: { max: 32, pattern: /^[\x20-\x7e]+$/, strip: /[^\x20-\x7e]+/g },
  letter: { max: 32, pattern: /^[A-Za-z]+$/, strip: /[^A-Za-z]+/g },
  symbol: { max: 5, pattern: /^[\p{P}\p{S}]+$/u, strip: /[^\p{P}\p{S}]+/gu },
  number: { max: 32, pattern: /^-?\d+(\.\d+)?$/ },
  amount: { max: 16, pattern: /^[¥￥$]?\d{1,10}(\.\d+)?元?$/ },
  phone_number: { max: 17, pattern: /^[\d+\-() ]+$/ },
  car_number: { max: 8, pattern: /^\p{Script=Han}?[A-Za-z\d]+\p{Script=Han}?$/u },
  time: { max: 64, pattern: new RegExp(`^${MOMENT}( ?~ ?${MOMENT})?$`) },
  date: { max: 32, pattern: new RegExp(`^${DAY}( ?${CLOCK})?$`) },
}

const KEY = /^([a-z_]+?)\d+$/
const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' })

/** What WeChat would refuse in this data, key by key; empty when it may be sent. */
export function checkTemplateData(data: Record<string, string>): TemplateProblem[] {
  return Object.entries(data).flatMap(([key, value]) => {
    const reason = refusal(key, value)
    return reason ? [{ key, reason }] : []
  })
}

/**
 * Makes a text fit its key: drops what the kind cannot hold and cuts between graphemes, never inside one.
 * A number, amount, time, date, phone or car number is left as it is, for a cut would tell something else.
 * Answers '' when nothing fit remains; throws RangeError for a key of no known kind.
 */
export function fitValue(key: string, value: string): string {
  const rule = ruleOf(key)
  if (!rule) throw new RangeError(`No template key: ${key}`)
  if (!rule.strip) return value.trim()
  return cut(value.replace(rule.strip, rule.strip === UNSENDABLE_RUNS ? ' ' : '').trim(), rule.max, rule.ellipsis)
}

/** A text that can be sent, of at most `max` UTF-16 units: cut between graphemes, with an ellipsis where it was. */
export const cutText = (value: string, max: number): string => cut(value.replace(UNSENDABLE_RUNS, ' ').trim(), max, '…')

const cut = (text: string, max: number, ellipsis = ''): string =>
  text.length <= max ? text : `${headOf(text, max - ellipsis.length).trimEnd()}${ellipsis}`

/** Wraps each text as WeChat wants it: `{thing1: {value}}`. */
export function asTemplateData(data: Record<string, string>): Record<string, { value: string }> {
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, { value }]))
}

function ruleOf(key: string): KeyRule | undefined {
  const kind = KEY.exec(key)?.[1]
  return kind && Object.hasOwn(TEMPLATE_LIMITS, kind) ? TEMPLATE_LIMITS[kind] : undefined
}

function refusal(key: string, value: string): TemplateProblem['reason'] | null {
  const rule = ruleOf(key)
  if (!rule) return 'unknownKey'
  if (value.trim() === '') return 'empty'
  if (value.length > rule.max) return 'tooLong'
  return UNSENDABLE.test(value) || !rule.pattern.test(value) ? 'wrongCharacters' : null
}

/** As many whole graphemes from the start as fit into `max` UTF-16 units. */
function headOf(text: string, max: number): string {
  let head = ''
  for (const { segment } of graphemes.segment(text)) {
    if (head.length + segment.length > max) break
    head += segment
  }
  return head
}
