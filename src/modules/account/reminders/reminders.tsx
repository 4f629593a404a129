import { View } from '@tarojs/components'
import { useState } from 'react'
import { DIGEST_HOUR, MESSAGE_TOPICS, type QuietHours } from '../../../../cloudfunctions/contract/messages'
import { useNow } from '../../../lib/clock'
import { timeOf } from '../../../lib/format'
import { openPage } from '../../../lib/open-page'
import { pageState } from '../../../lib/page-state'
import { api } from '../../../lib/rpc'
import { useSend } from '../../../lib/send'
import { tell } from '../../../lib/tell'
import { paths } from '../../../paths'
import { Button } from '../../../ui/button'
import { Card, Section } from '../../../ui/card'
import { ListCell } from '../../../ui/list-cell'
import { Page } from '../../../ui/page'
import { QuietSheet } from './quiet-sheet'
import { useReminders } from './use-reminders'

type Reminders = NonNullable<ReturnType<typeof useReminders>['data']>

const onFault = ({ message }: { message: string }) => tell(message)

/** No switch: whoever taps here lands on the page that says what a pause loses. */
function Alarms({ pausedUntil }: { pausedUntil: string | null }) {
  const moment = useNow()
  const { send, isBusy } = useSend(api.reminders.resumeAlarms, { topics: ['messages'], onFault })
  const { label, about } = MESSAGE_TOPICS.alarms
  if (pausedUntil === null)
    return (
      <Card isTight>
        <ListCell
          id="reminders-alarms"
          icon="alert-triangle"
          title={label}
          second={`${about}，白天夜里都响`}
          value="一直开着"
          onTap={() => openPage(paths.pauseAlarms)}
        />
      </Card>
    )
  return (
    <Card isMarked>
      <View className="lead b">{label}暂停了</View>
      <View className="soft mt1">{timeOf(pausedUntil, moment)} 自己恢复，这之前告警不响</View>
      <View className="mt2">
        <Button id="alarms-resume" word="现在就恢复告警" isWide isBusy={isBusy} onTap={() => void send({})} />
      </View>
    </Card>
  )
}

function Topics({ topics }: { topics: Reminders['topics'] }) {
  const { send } = useSend(api.reminders.mute, { topics: ['messages'], onFault })
  return (
    <Card isTight>
      {topics.map(({ topic, isMuted }) => (
        <ListCell
          key={topic}
          id={`reminders-${topic}`}
          title={MESSAGE_TOPICS[topic].label}
          second={MESSAGE_TOPICS[topic].about}
          isOn={!isMuted}
          onTap={() => void send({ topic, isMuted: !isMuted })}
        />
      ))}
    </Card>
  )
}

const hoursWords = ({ from, until }: QuietHours) => `${from}:00 到早上 ${until}:00`

/** 提醒设置: what may ring, and when. */
export default function RemindersPage() {
  const query = useReminders()
  const [isChoosing, setChoosing] = useState(false)
  const reminders = query.data
  return (
    <Page title="提醒设置" state={pageState(query)} onRetry={query.refetch}>
      {reminders ? (
        <>
          <Alarms pausedUntil={reminders.alarms.pausedUntil} />
          <Section title="哪些要响" />
          <Topics topics={reminders.topics} />
          <View className="sub soft mt2">关掉的微信里不响，消息页里照样有。</View>
          <Section title="什么时候不响" />
          <Card isTight>
            <ListCell
              id="reminders-quiet"
              icon="moon"
              title="夜里不响"
              second="夜里的消息早上再告诉您，告警除外"
              value={hoursWords(reminders.quietHours)}
              onTap={() => setChoosing(true)}
            />
          </Card>
          <View className="sub soft mt2">不急的消息攒到每天 {DIGEST_HOUR}:00，合成一条提醒。</View>
          {isChoosing ? <QuietSheet hours={reminders.quietHours} onClose={() => setChoosing(false)} /> : null}
        </>
      ) : null}
    </Page>
  )
}
