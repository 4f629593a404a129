import { useAlarmPace } from '../../lib/changes'
import { openPage } from '../../lib/open-page'
import { paths } from '../../paths'
import { NoticeBar } from '../../ui/notice-bar'
import { type AlarmSummary, isOpen, useAlarms } from './alarms'

function Bar({ first, count }: { first: AlarmSummary; count: number }) {
  useAlarmPace()
  const words = count === 1 ? `${first.where}，${first.what}，还没人答应` : `${count} 件告警还没人答应`
  return (
    <NoticeBar
      id="alarms"
      kind="danger"
      icon="urgent"
      words={words}
      action="去看看"
      onTap={() => openPage(count === 1 ? paths.alarm(first.id) : paths.alarms)}
    />
  )
}

/** Above everything else on a page while somebody waits for help; nothing otherwise. */
export function AlarmBar() {
  const open = (useAlarms().data ?? []).filter(isOpen)
  const [first] = open
  return first ? <Bar first={first} count={open.length} /> : null
}
