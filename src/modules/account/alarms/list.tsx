import { useAlarmPace } from '../../../lib/changes'
import { useNow } from '../../../lib/clock'
import { clockSince, timeOf } from '../../../lib/format'
import { openPage } from '../../../lib/open-page'
import { pageState } from '../../../lib/page-state'
import { useSession } from '../../../lib/session'
import { type AlarmSummary, isOpen, useAlarms } from '../../../parts/alarms/alarms'
import { paths } from '../../../paths'
import { AlarmCard } from '../../../ui/alarm-card'
import { Card, Section } from '../../../ui/card'
import { ListCell } from '../../../ui/list-cell'
import { Page, type PageState } from '../../../ui/page'
import { useAnswer } from './use-answer'

const EMPTY: PageState = { kind: 'empty', sentence: '没有要您去的告警，响了会马上叫您' }
const GUEST: PageState = {
  kind: 'empty',
  sentence: '登录以后，告警才能叫到您',
  button: { word: '去登录', onTap: () => openPage(paths.login) },
}

interface OneProps {
  alarm: AlarmSummary
  moment: Date
}

function OpenAlarm({ alarm, moment }: OneProps) {
  const { id, title, what, where, since } = alarm
  const { answer, isBusy } = useAnswer(id)
  return (
    <AlarmCard
      id={`alarm-answer-${id}`}
      band={title}
      left={`已响 ${clockSince(since, moment)}`}
      title={where}
      second={what}
      verb="我来，马上到"
      isBusy={isBusy}
      onAccept={answer}
      onOpen={() => openPage(paths.alarm(id))}
    />
  )
}

function EndedAlarm({ alarm, moment }: OneProps) {
  const { id, what, where, since, takenBy } = alarm
  const end = takenBy ? `${takenBy.isMe ? '您' : takenBy.name}答应去了` : '撤回了'
  return (
    <ListCell
      id={`alarm-${id}`}
      icon={takenBy ? 'user-check' : 'arrow-back-up'}
      title={`${where}，${what}`}
      second={`${timeOf(since, moment)}，${end}`}
      onTap={() => openPage(paths.alarm(id))}
    />
  )
}

export default function Alarms() {
  useAlarmPace()
  const { isGuest } = useSession()
  const moment = useNow(1)
  const query = useAlarms()
  const all = query.data ?? []
  const open = all.filter(isOpen)
  const ended = all.filter((alarm) => !isOpen(alarm))
  const state = isGuest ? GUEST : query.data?.length === 0 ? EMPTY : pageState(query)
  return (
    <Page title="告警" state={state} onRetry={query.refetch}>
      {open.map((alarm) => (
        <OpenAlarm key={alarm.id} alarm={alarm} moment={moment} />
      ))}
      {ended.length > 0 ? (
        <>
          <Section title="一天内的告警" />
          <Card isTight>
            {ended.map((alarm) => (
              <EndedAlarm key={alarm.id} alarm={alarm} moment={moment} />
            ))}
          </Card>
        </>
      ) : null}
    </Page>
  )
}
