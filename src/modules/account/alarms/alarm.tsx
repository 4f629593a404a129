import { useQuery } from '@tanstack/react-query'
import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useAlarmPace } from '../../../lib/changes'
import { useNow } from '../../../lib/clock'
import { clockSince, msLeft, timeOf } from '../../../lib/format'
import { callPhone, openPage } from '../../../lib/open-page'
import { pageState } from '../../../lib/page-state'
import { api } from '../../../lib/rpc'
import { type Alarm, isOpen } from '../../../parts/alarms/alarms'
import { paths } from '../../../paths'
import { ActionBar } from '../../../ui/action-bar'
import { AlarmClock } from '../../../ui/alarm-clock'
import { Button } from '../../../ui/button'
import { Card, Section } from '../../../ui/card'
import { ListCell } from '../../../ui/list-cell'
import { NoticeBar } from '../../../ui/notice-bar'
import { Page } from '../../../ui/page'
import { Timeline } from '../../../ui/timeline'
import { entriesOf } from './steps'
import { useAnswer } from './use-answer'
import { type Sound, useRinging } from './use-ringing'
import './alarm.css'

interface PartProps {
  alarm: Alarm
  moment: Date
}

/** 13 秒后没人答应，接着叫社区书记. */
function nextOf({ next }: Alarm, moment: Date): string {
  if (!next) return '都叫过了，还没人答应'
  const seconds = Math.max(0, Math.ceil(msLeft(next.at, moment) / 1000))
  return `${seconds} 秒后没人答应，接着叫${next.label}`
}

const SOUND_WORDS: Record<Sound, string> = {
  on: '正在响铃，有人答应就停',
  muted: '静音了，还没有人答应',
  refused: '还没响铃，要您点一下才能响',
}

/** What stands while nobody has answered: it rings, until somebody does. */
function Ringing({ alarm, moment }: PartProps) {
  const { sound, mute, unmute } = useRinging()
  return (
    <>
      <AlarmClock about="已响" clock={clockSince(alarm.since, moment)} next={nextOf(alarm, moment)} />
      <View className="alarm-sound">
        <View className="sub grow">{SOUND_WORDS[sound]}</View>
        <Button
          id="alarm-sound"
          word={sound === 'on' ? '静音' : '打开声音'}
          look="outline"
          icon={sound === 'on' ? 'bell-ringing' : 'bell'}
          isSmall
          onTap={sound === 'on' ? mute : unmute}
        />
      </View>
    </>
  )
}

function Over({ alarm: { takenBy, takenHow }, moment }: PartProps) {
  if (!takenBy) return <NoticeBar kind="offline" icon="arrow-back-up" words="撤回了，不用去了" />
  const at = timeOf(takenBy.at, moment)
  const how = takenHow === 'key' ? '在电话里' : ''
  const words = takenBy.isMe ? `您 ${at} ${how}答应了，路上小心` : `${takenBy.name} ${at} ${how}答应马上到，您不用赶`
  return <NoticeBar kind="offer" icon="user-check" words={words} />
}

function Calls({ alarm: { emergency, duty } }: { alarm: Alarm }) {
  if (!emergency && duty.length === 0) return null
  return (
    <View className="alarm-calls">
      {emergency ? (
        <Button
          id={`alarm-call-${emergency}`}
          word={`打 ${emergency}`}
          look="outline"
          icon="phone"
          isWide
          onTap={() => callPhone(emergency)}
        />
      ) : null}
      {duty.map(({ name, phone }) => (
        <Button
          key={phone}
          word={`打给值班的${name}`}
          look="outline"
          icon="phone"
          isWide
          onTap={() => callPhone(phone)}
        />
      ))}
    </View>
  )
}

function AnswerBar({ id }: { id: string }) {
  const { answer, isBusy } = useAnswer(id)
  return (
    <ActionBar help="答应了，一起被叫的人都看得到" helpIcon="users">
      <Button id="alarm-answer" word="我来，马上到" look="danger" icon="walk" isWide isBusy={isBusy} onTap={answer} />
    </ActionBar>
  )
}

function Links({ alarm: { record } }: { alarm: Alarm }) {
  return (
    <Card isTight>
      {record ? (
        <ListCell id="alarm-record" icon="file-text" title={record.word} onTap={() => openPage(record.link)} />
      ) : null}
      <ListCell id="alarm-others" icon="history" title="看一天内的告警" onTap={() => openPage(paths.alarms)} />
    </Card>
  )
}

/** One alarm: what, where and since when; who is rung after whom; and the one button that says: I am coming. */
export default function AlarmPage() {
  useAlarmPace()
  const { id = '' } = useRouter().params
  const moment = useNow(1)
  const query = useQuery({ queryKey: ['alarms', 'alarms.get', { id }], queryFn: () => api.alarms.get({ id }) })
  const alarm = query.data
  const rings = alarm ? isOpen(alarm) : false
  return (
    <Page
      title={alarm?.title ?? '告警'}
      ground={rings ? 'alarm' : 'page'}
      skeleton="detail"
      state={pageState(query)}
      onRetry={query.refetch}
      bar={rings ? <AnswerBar id={id} /> : null}
    >
      {alarm ? (
        <>
          {rings ? <Ringing alarm={alarm} moment={moment} /> : <Over alarm={alarm} moment={moment} />}
          <Card>
            <View className="head">{alarm.where}</View>
            <View className="lead md mt1">{alarm.what}</View>
          </Card>
          {rings ? <Calls alarm={alarm} /> : null}
          <Card>
            <Section title="叫过谁" aside={`${timeOf(alarm.since, moment)} 起`} />
            <Timeline entries={entriesOf(alarm.steps, moment)} />
          </Card>
          <Links alarm={alarm} />
        </>
      ) : null}
    </Page>
  )
}
