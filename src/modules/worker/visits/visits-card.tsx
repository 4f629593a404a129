import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ORDER_STATE_LABELS } from '../../../../cloudfunctions/contract/orders'
import { dayOf, timeOf } from '../../../lib/format'
import { openPage } from '../../../lib/open-page'
import { pageState } from '../../../lib/page-state'
import { api } from '../../../lib/rpc'
import { useSession } from '../../../lib/session'
import { stateWord } from '../../../parts/orders/standing'
import { paths } from '../../../paths'
import { Card, Section } from '../../../ui/card'
import { ListCell } from '../../../ui/list-cell'
import { States } from '../../../ui/page'
import { Timeline, type TimelineEntry } from '../../../ui/timeline'
import { AskSheet } from './ask-sheet'
import { DoneSheet } from './done-sheet'

type Visits = Awaited<ReturnType<typeof api.visits.ofPerson>>

/** One visit may answer several rules: told once, with all of them and with who asked for it. */
function entriesOf({ done }: Visits, moment: Date): TimelineEntry[] {
  const entries = new Map<string, TimelineEntry & { reasons: string[]; asker: string | null }>()
  for (const { id, reason, at, by, text, files, askedBy } of done) {
    const key = `${at} ${by} ${text ?? ''}`
    const before = entries.get(key)
    const reasons = [...(before?.reasons ?? []), reason]
    const asker = askedBy ?? before?.asker ?? null
    const shown = files.length > 0 ? `${files.length} 张照片` : null
    const body = [text, shown, asker && `${asker}请去的`].filter(Boolean).join('，')
    const title = `${by}：${reasons.join('、')}`
    entries.set(key, { key: id, title, time: timeOf(at, moment), body, tone: 'done', reasons, asker })
  }
  return [...entries.values()]
}

/** Asked for and not ended: who asked opens it as their own, everyone else at their desk. */
function Asked({ asked, moment }: { asked: Visits['asked']; moment: Date }) {
  const { me } = useSession()
  const pageOf = ({ id, isMine }: Visits['asked'][number]) => {
    if (isMine) return paths.appeal(id)
    return me?.isSupervisor ? paths.dispatchOrder(id) : paths.deskOrder(id)
  }
  return asked.map((one) => (
    <ListCell
      key={one.id}
      id={`asked-${one.id}`}
      icon="hand-stop"
      title={`${one.isMine ? '您' : one.by}请去的：${one.reason}`}
      second={`${timeOf(one.at, moment)}，${one.isMine ? ORDER_STATE_LABELS[one.state] : stateWord(one.state, 'visit')}`}
      onTap={() => openPage(pageOf(one))}
    />
  ))
}

interface VisitsCardProps {
  personId: string
  name: string
  moment: Date
}

/** When somebody is to be visited next, and what came of each visit. */
export function VisitsCard({ personId, name, moment }: VisitsCardProps) {
  const { me } = useSession()
  const [sheet, open] = useState<'write' | 'ask' | null>(null)
  const close = () => open(null)
  const query = useQuery({
    queryKey: ['orders', 'visits.ofPerson', personId],
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
          {data ? <Asked asked={data.asked} moment={moment} /> : null}
          <ListCell id="visit-write" icon="pencil" title="记一次走访" onTap={() => open('write')} />
          {me?.isSupervisor ? (
            <ListCell id="visit-ask" icon="walk" title="请网格员上门" onTap={() => open('ask')} />
          ) : null}
        </Card>
        {data && data.done.length > 0 ? (
          <Card>
            <Timeline entries={entriesOf(data, moment)} />
          </Card>
        ) : null}
      </States>
      {sheet === 'write' ? <DoneSheet personId={personId} name={name} onClose={close} /> : null}
      {sheet === 'ask' ? <AskSheet personId={personId} name={name} onClose={close} /> : null}
    </>
  )
}
