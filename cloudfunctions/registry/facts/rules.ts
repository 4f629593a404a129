import { FACT_SOURCE_KEYS, type FactSource, type PersonField } from '../../contract/registry'

/** A value as the rules weigh it. `same`: what tells equal values, the plain text or the blind index. */
export interface Weighed {
  same: string
  source: FactSource
}

/** nothing: known already; set: becomes current; dispute: kept beside the current one until somebody decides. */
export type Settled = 'nothing' | 'set' | 'dispute'

const sureness = (source: FactSource) => FACT_SOURCE_KEYS.indexOf(source)

/** Who stands before the person or checked the paper; of a phone also WeChat, which has sent it a code. */
const decides = (source: FactSource, field: PersonField) =>
  source === 'gridWorker' || source === 'secretary' || (source === 'wechat' && field === 'phone')

/** What becomes of a value that is told, given the current one and those in dispute: only who decides replaces. */
export function settle(
  field: PersonField,
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

/** A record as its history tells it: ids of current and disputed values by field, of tags and residencies in force. */
export interface Replayed {
  current: Map<PersonField, string>
  disputed: Map<PersonField, Set<string>>
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
  const field = line.name as PersonField
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
    case 'erase':
      if (current.get(field) === subjectId) current.delete(field)
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
