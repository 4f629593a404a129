import { View } from '@tarojs/components'
import { useState } from 'react'
import { goBack } from '../../../lib/open-page'
import { pageState } from '../../../lib/page-state'
import { api } from '../../../lib/rpc'
import { useSend } from '../../../lib/send'
import { tell } from '../../../lib/tell'
import { ActionBar } from '../../../ui/action-bar'
import { Button } from '../../../ui/button'
import { Card, Section } from '../../../ui/card'
import { Chip, Chips } from '../../../ui/chip'
import { ListCell } from '../../../ui/list-cell'
import { NoticeBar } from '../../../ui/notice-bar'
import { Page } from '../../../ui/page'
import { useReminders } from './use-reminders'

const HOURS = [2, 8, 24] as const

/** The only way to silence alarms: says what is lost and who is told instead, and ends by itself. */
export default function PauseAlarms() {
  const query = useReminders()
  const [hours, setHours] = useState<number | null>(null)
  const { send, isBusy, fault } = useSend(api.reminders.pauseAlarms, {
    topics: ['messages'],
    onDone: () => {
      tell('暂停了，到点自己恢复')
      goBack()
    },
  })
  const alarms = query.data?.alarms
  return (
    <Page
      title="暂停告警"
      state={pageState(query)}
      onRetry={query.refetch}
      bar={
        <ActionBar lack={hours === null ? '选一下停多久' : null} help="到点自己恢复，也能随时恢复">
          <Button
            id="pause-alarms"
            word={hours === null ? '暂停告警' : `暂停 ${hours} 小时`}
            look="danger"
            isWide
            isBusy={isBusy}
            isDisabled={hours === null}
            onTap={() => hours !== null && void send({ hours, understood: true })}
          />
        </ActionBar>
      }
    >
      {alarms ? (
        <>
          {fault ? <NoticeBar kind="danger" words={fault.message} /> : null}
          <Section title="暂停时您会错过" />
          <Card isTight>
            {alarms.lost.map((sentence) => (
              <ListCell key={sentence} icon="alert-triangle" title={sentence} />
            ))}
          </Card>
          <Section title="改告诉谁" />
          <Card isTight>
            {alarms.instead.map((sentence) => (
              <ListCell key={sentence} icon="users" title={sentence} />
            ))}
          </Card>
          <Section title="停多久" />
          <Card>
            <Chips label="停多久">
              {HOURS.map((count) => (
                <Chip
                  key={count}
                  id={`pause-${count}`}
                  word={`${count} 小时`}
                  state={count === hours ? 'selected' : 'off'}
                  onTap={() => setHours(count)}
                />
              ))}
            </Chips>
            <View className="sub soft mt2">最多停一天，没有一直关掉这个选择。消息页里照样留着。</View>
          </Card>
        </>
      ) : null}
    </Page>
  )
}
