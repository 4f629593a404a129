import type { api } from '../../../lib/rpc'
import { yuanOf } from './money'

export type Settings = Awaited<ReturnType<typeof api.notices.settings>>
export type Setting = Settings['here']

/** No paid channel is set up here, so that no cap counts. */
export const isFree = ({ smsFen, voiceFen }: Pick<Settings, 'smsFen' | 'voiceFen'>): boolean =>
  smsFen === null && voiceFen === null

/** 短信每条 0.05 元，电话每次 0.12 元. */
export const priceListWords = ({ smsFen, voiceFen }: Pick<Settings, 'smsFen' | 'voiceFen'>): string =>
  [smsFen !== null && `短信每条 ${yuanOf(smsFen)}`, voiceFen !== null && `电话每次 ${yuanOf(voiceFen)}`]
    .filter(Boolean)
    .join('，')

/** 11 月. */
export const monthWords = ({ month }: Pick<Settings, 'month'>): string => `${Number(month.slice(5))} 月`

/** What holds, and whose wish it is. */
export function approvalWords({ id, approvalFrom, maySetApproval }: Setting): string {
  if (!approvalFrom) return '现在写好就能发出'
  if (!maySetApproval && approvalFrom.id === id) return '同事或上级要求的，由他本人或上级来关'
  if (!maySetApproval) return `${approvalFrom.name}要求的，这里不能改`
  return approvalFrom.id === id ? '另一位或上级同意后才发出' : `${approvalFrom.name}要求的`
}

/** A row of a place below: 花了 12.5 元，最多 200 元；要第二个人同意. */
export function belowWords({ spentFen, capFen, approvalFrom }: Setting, prices: Parameters<typeof isFree>[0]): string {
  const money = isFree(prices) ? null : `花了 ${yuanOf(spentFen)}，最多 ${yuanOf(capFen)}`
  return [money, approvalFrom ? '要第二个人同意' : '写好就发'].filter(Boolean).join('；')
}

/** 周明把每月上限从 200 元改成 300 元. */
export function changeWords({ action, before, after, byName }: Settings['changes'][number]): string {
  if (action === 'cap') return `${byName}把每月上限从 ${yuanOf(Number(before))}改成 ${yuanOf(Number(after))}`
  return after === 'true' ? `${byName}要求发通知有第二个人同意` : `${byName}改成写好就发`
}
