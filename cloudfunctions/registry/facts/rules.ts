import { isOwnItem, type ValueField } from '../../contract/items'
import { FACT_SOURCE_KEYS, type FactSource } from '../../contract/registry'

/** A value as the rules weigh it. `same`: what tells equal values, the plain text or the blind index. */
export interface Weighed {
  same: string
  source: FactSource
}

/** nothing: known already; set: becomes current; dispute: kept beside the current one until somebody decides. */
export type Settled = 'nothing' | 'set' | 'dispute'

const sureness = (source: FactSource) => FACT_SOURCE_KEYS.indexOf(source)

export const isSurer = (one: FactSource, other: FactSource): boolean => sureness(one) > sureness(other)

/**
 * Who stands before the person or checked the paper; of a phone also WeChat, which has sent it a code; of their own
 * contacts and vehicles the person.
 */
const decides = (source: FactSource, field: ValueField) =>
  source === 'gridWorker' ||
  source === 'secretary' ||
  (source === 'wechat' && field === 'phone') ||
  (source === 'self' && isOwnItem(field))

/** What becomes of a value that is told, given the current one and those in dispute: only who decides replaces. */
export function settle(
  field: ValueField,
  told: Weighed,
  current: Weighed | null,
  disputed: readonly Weighed[],
): Settled {
  if (!current) return 'set'
  const isAsSure = sureness(told.source) >= sureness(current.source)
  if (told.same === current.same) return isAsSure && told.source !== current.source ? 'set' : 'nothing'
  if (decides(told.source, field) && isAsSure) return 'set'
  return disputed.some(({ same }) => same === told.same) ? 'nothing' : 'dispute'
}

/** One line of a record's history, oldest first. */
export interface HistoryLine {
  subject: 'value' | 'tag' | 'residency' | 'guardianship' | 'person'
  subjectId: string
  name: string | null
  action: string
}

/** What a value is the value of, as history names it: a field, or one item of a kind. */
export const slotOf = (field: ValueField, itemId: string | null): string => (itemId ? `${field}.${itemId}` : field)

/** A record as its history tells it: ids of current and disputed values by slot, of tags and residencies in force. */
export interface Replayed {
  current: Map<string, string>
  disputed: Map<string, Set<string>>
  tags: Set<string>
  residencies: Set<string>
}

/** Replays a person's history to the state it led to. */
export function replay(lines: readonly HistoryLine[]): Replayed {
  const record: Replayed = { current: new Map(), disputed: new Map(), tags: new Set(), residencies: new Set() }
  for (const line of lines) replayLine(record, line)
  return record
}

function replayLine({ current, disputed, tags, residencies }: Replayed, line: HistoryLine): void {
  const { action, subjectId } = line
  const field = line.name ?? ''
  const waiting = disputed.get(field) ?? new Set<string>()
  switch (action) {
    case 'set':
    case 'choose':
      current.set(field, subjectId)
      // Whoever decides has seen what else was said.
      disputed.delete(field)
      return
    case 'dispute':
      disputed.set(field, waiting.add(subjectId))
      return
    case 'reject':
      waiting.delete(subjectId)
      if (waiting.size === 0) disputed.delete(field)
      return
    case 'end':
      current.delete(field)
      disputed.delete(field)
      return
    case 'erase':
      if (current.get(field) === subjectId) current.delete(field)
      waiting.delete(subjectId)
      if (waiting.size === 0) disputed.delete(field)
      return
    case 'tag':
      tags.add(subjectId)
      return
    case 'untag':
      tags.delete(subjectId)
      return
    case 'moveIn':
      residencies.add(subjectId)
      return
    case 'moveOut':
      residencies.delete(subjectId)
      return
    default:
  }
}
