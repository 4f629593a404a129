import * as z from 'zod'

/** PostgreSQL cannot keep U+0000, and no one writes it on purpose. */
const isKeepable = (text: string) => !text.includes('\u0000')
const NOT_KEEPABLE = '里面有无法识别的字符，请重新输入'

/** Zero-width marks, direction overrides and blank fillers: nobody sees them, and a text of them alone says nothing. */
const UNSEEN =
  /[\u00AD\u115F\u1160\u180E\u200B\u200C\u200E\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\u2800\u3164\uFEFF]/g
/** Joiners keep an emoji together, and stand for nothing by themselves. */
const JOINERS_ONLY = /^[\u200D\uFE0E\uFE0F\s]*$/

const visible = (text: string): string => {
  const seen = text.replace(UNSEEN, '').trim()
  return JOINERS_ONLY.test(seen) ? '' : seen
}

/** Words of a person without what cannot be seen, trimmed, counted in characters. */
export const textField = (min: number, max: number) =>
  z.string().overwrite(visible).min(min).max(max).refine(isKeepable, NOT_KEEPABLE)

/** The same, or nothing. */
export const optionalText = (max: number) =>
  z.string().overwrite(visible).max(max).refine(isKeepable, NOT_KEEPABLE).optional()

/** What a list's former page gave to go on from. */
export const cursorField = z.string().max(300).optional()

export const pointField = z.strictObject({
  lat: z.number().min(-90).max(90),
  lng: z.number().min(-180).max(180),
  /** Metres, as the phone estimates. */
  accuracy: z.number().min(0).max(100_000).optional(),
})

export const fileIdsField = (max: number) => z.array(z.uuid()).max(max).default([])

export const moment = z.string()

export const nothing = z.strictObject({})

/** One page of a list. */
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.strictObject({ items: z.array(item), cursor: z.nullable(z.string()) })
