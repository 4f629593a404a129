import { dayOf } from '../../../lib/format'
import type { api } from '../../../lib/rpc'

export type ResidentCard = Awaited<ReturnType<typeof api.residents.card>>
export type CardField = ResidentCard['fields'][number]
export type CardValue = CardField['disputed'][number]
export type CardTag = ResidentCard['tags'][number]
export type CardHome = ResidentCard['homes'][number]

export type CardItem = ResidentCard['items'][number]

/** 到 5月28日 为止, or 长期; a term ends with its last day. */
export const untilDay = ({ validUntil }: { validUntil: string | null }, moment: Date): string =>
  validUntil ? `到 ${dayOf(new Date(Date.parse(validUntil) - 1).toISOString(), moment)} 为止` : '长期'

/** 网格员核实，刘海峰，今天; a ledger names nobody. */
export const saidBy = ({ sourceLabel, by, at }: CardValue, moment: Date): string =>
  [sourceLabel, by, dayOf(at, moment)].filter(Boolean).join('，')
