import { PROMISE_DAYS_MAX, PROMISE_HOURS_MAX } from '../../../../cloudfunctions/contract/promises'
import type { api } from '../../../lib/rpc'

export type Promised = Awaited<ReturnType<typeof api.promises.list>>['promises'][number]
type Span = Promised['span']

export const MEASURES = ['workingHours', 'workingDays', 'calendarHours'] as const
export type Measure = (typeof MEASURES)[number]

/** How each measure is called, what it counts, and how far it goes. */
export const MEASURE_WORDS: Record<Measure, { word: string; unit: string; note: string; max: number }> = {
  workingHours: { word: '工作小时', unit: '个工作小时', note: '只算上班的钟点', max: PROMISE_HOURS_MAX },
  workingDays: { word: '工作日', unit: '个工作日', note: '当天不算，算到最后一天下班', max: PROMISE_DAYS_MAX },
  calendarHours: { word: '小时', unit: '小时', note: '白天夜里、节假日都算', max: PROMISE_HOURS_MAX },
}

export interface Amount {
  measure: Measure
  value: number
}

/** A span as a measure and how many of it. */
export function amountOf(span: Span): Amount {
  if ('workingHours' in span) return { measure: 'workingHours', value: span.workingHours }
  if ('workingDays' in span) return { measure: 'workingDays', value: span.workingDays }
  return { measure: 'calendarHours', value: span.calendarHours }
}

export function spanOf({ measure, value }: Amount): Span {
  if (measure === 'workingHours') return { workingHours: value }
  return measure === 'workingDays' ? { workingDays: value } : { calendarHours: value }
}

/** 3 个工作日. */
export function spanWords(span: Span): string {
  const { measure, value } = amountOf(span)
  return `${value} ${MEASURE_WORDS[measure].unit}`
}

/** Who has set it: 青檀街道定的; or nobody. */
export const setWords = ({ setAt }: Pick<Promised, 'setAt'>): string => (setAt ? `${setAt.name}定的` : '通用的期限')
