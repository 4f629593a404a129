import type { api } from '../../../../lib/rpc'
import type { Bar } from '../../../../ui/chart-card'
import { monthWords } from './months'

type Month = Awaited<ReturnType<typeof api.publicAppeals.stats>>['months'][number]

export interface Chart {
  id: string
  title: string
  legend: string
  saying: string
  bars: Bar[]
  max: number
  unit: string
}

const NOTHING = '无数据'
const shortMonth = (month: string) => `${Number(month.slice(5))}月`
const labelOf = (month: string) => String(Number(month.slice(5)))

/** The last month that is over and has a figure, else this one. */
const lastTold = (bars: readonly Bar[]) => bars.findLast((bar) => bar.value !== null && !bar.isPartial) ?? lastOf(bars)
const lastOf = (bars: readonly Bar[]) => bars.findLast((bar) => bar.value !== null)

interface Share {
  id: 'answeredInTime' | 'reopened' | 'satisfied'
  title: string
  /** 答复过的 92% 按期: what stands before and after the figure. */
  of: string
  so: string
}

const SHARES: Share[] = [
  { id: 'answeredInTime', title: '按期答复', of: '该答复的', so: '按期答复了' },
  { id: 'reopened', title: '重新办理', of: '答复过的', so: '又重新办理' },
  { id: 'satisfied', title: '满意和基本满意', of: '评价过的', so: '满意或基本满意' },
]

function shareBar({ id }: Share, month: Month, isPartial: boolean): Bar {
  const { percent, of } = month[id]
  const base = { key: month.month, label: labelOf(month.month), name: monthWords(month.month), isPartial }
  if (percent === null) {
    const gap = of.n === 0 ? NOTHING : '少于 5 件'
    return { ...base, value: null, gap, words: gap }
  }
  return { ...base, value: percent, words: `${percent}%，共 ${of.label}` }
}

/** Of all months that are told: what is not told of a few stays untold in the total as well. */
function totalShare({ id }: Share, months: readonly Month[]): number | null {
  const told = months.flatMap((month) => {
    const { percent, of } = month[id]
    return percent !== null && of.n !== null ? [{ percent, n: of.n }] : []
  })
  const all = told.reduce((sum, { n }) => sum + n, 0)
  return all === 0 ? null : Math.round(told.reduce((sum, { percent, n }) => sum + percent * n, 0) / all)
}

function shareChart(share: Share, months: readonly Month[]): Chart {
  const bars = months.map((month, at) => shareBar(share, month, at === months.length - 1))
  const total = totalShare(share, months)
  const last = lastTold(bars)
  return {
    id: share.id,
    title: share.title,
    legend: total === null ? '还没有能说的数' : `合计 ${total}%`,
    saying: last ? `${shortMonth(last.key)}${share.of}，${last.value}% ${share.so}` : '每个月都少于 5 件，暂时不说',
    bars,
    max: 100,
    unit: '%',
  }
}

/** The next of 10, 20, 50, 100, 200 … with a whole half. */
function roundTop(most: number): number {
  const power = 10 ** Math.max(1, Math.floor(Math.log10(Math.max(1, most))))
  return [1, 2, 4, 6, 8, 10].map((times) => times * power).find((top) => top >= most)!
}

function receivedChart(months: readonly Month[]): Chart {
  const bars = months.map(({ month, received, medianHours }, at): Bar => {
    const half = medianHours === null ? '' : `，一半在 ${medianHours} 小时内办好`
    const base = { key: month, label: labelOf(month), name: monthWords(month), words: `${received.label}${half}` }
    return { ...base, value: received.n, gap: received.label, isPartial: at === months.length - 1 }
  })
  const told = bars.flatMap(({ value }) => (value === null ? [] : [value]))
  const last = lastTold(bars)
  return {
    id: 'received',
    title: '收到的诉求',
    legend: `合计 ${told.reduce((sum, n) => sum + n, 0)} 件${told.length < bars.length ? '，少于 5 件的月份没算' : ''}`,
    saying: last ? `${shortMonth(last.key)}收到 ${last.value} 件` : '每个月都少于 5 件，暂时不说',
    bars,
    max: roundTop(Math.max(0, ...told)),
    unit: '件',
  }
}

/** The charts of a community's months; the server gives this month first, a chart shows it last. */
export function chartsOf(newestFirst: readonly Month[]): Chart[] {
  const months = [...newestFirst].reverse()
  return [...SHARES.map((share) => shareChart(share, months)), receivedChart(months)]
}
