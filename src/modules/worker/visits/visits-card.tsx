import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { dayOf, timeOf } from '../../../lib/format'
import { pageState } from '../../../lib/page-state'
import { api } from '../../../lib/rpc'
import { Card, Section } from '../../../ui/card'
import { ListCell } from '../../../ui/list-cell'
import { States } from '../../../ui/page'
import { Timeline, type TimelineEntry } from '../../../ui/timeline'
import { DoneSheet } from './done-sheet'

type Visits = Awaited<ReturnType<typeof api.visits.ofPerson>>

/** One visit may answer several rules: told once, with all of them. */
function entriesOf({ done }: Visits, moment: Date): TimelineEntry[] {
  const entries = new Map<string, TimelineEntry & { reasons: string[] }>()
  for (const { id, reason, at, by, text, files } of done) {
    const key = `${at} ${by} ${text ?? ''}`
    const reasons = [...(entries.get(key)?.reasons ?? []), reason]
    const body = [text, files.length > 0 ? `${files.length} 张照片` : null].filter(Boolean).join('，')
    const title = `${by}：${reasons.join('、')}`
    entries.set(key, { key: id, title, time: timeOf(at, moment), body, tone: 'done', reasons })
  }
  return [...entries.values()]
}

interface VisitsCardProps {
  personId: string
  name: string
  moment: Date
}

/** When somebody is to be visited next, and what came of each visit. */
export function VisitsCard({ personId, name, moment }: VisitsCardProps) {
  const [isWriting, setWriting] = useState(false)
  const query = useQuery({
    queryKey: ['visits', 'visits.ofPerson', personId],
    queryFn: () => api.visits.ofPerson({ personId }),
  })
  const { data } = query
  return (
    <>
      <Section title="走访" />
      <States state={pageState(query)} onRetry={query.refetch}>
        <Card isTight>
          {data?.next.map(({ reason, dueOn }) => (
            <ListCell
              key={reason}
              icon="walk"
              title={reason}
              value={`${dayOf(`${dueOn}T12:00:00+08:00`, moment)}前再来`}
            />
          ))}
          <ListCell id="visit-write" icon="pencil" title="记一次走访" onTap={() => setWriting(true)} />
        </Card>
        {data && data.done.length > 0 ? (
          <Card>
            <Timeline entries={entriesOf(data, moment)} />
          </Card>
        ) : null}
      </States>
      {isWriting ? <DoneSheet personId={personId} name={name} onClose={() => setWriting(false)} /> : null}
    </>
  )
}
