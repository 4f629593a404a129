import type { api } from '../../../lib/rpc'

export type ResidentCard = Awaited<ReturnType<typeof api.residents.card>>
export type CardField = ResidentCard['fields'][number]
export type CardValue = CardField['disputed'][number]
export type CardTag = ResidentCard['tags'][number]
export type CardHome = ResidentCard['homes'][number]
