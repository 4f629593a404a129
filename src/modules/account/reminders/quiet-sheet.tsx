import { View } from '@tarojs/components'
import { useState } from 'react'
import { QUIET_FROM_HOURS, QUIET_UNTIL_HOURS, type QuietHours } from '../../../../cloudfunctions/contract/messages'
import { api } from '../../../lib/rpc'
import { useSend } from '../../../lib/send'
import { tell } from '../../../lib/tell'
import { Button } from '../../../ui/button'
import { Chip, Chips } from '../../../ui/chip'
import { Sheet } from '../../../ui/sheet'

type From = (typeof QUIET_FROM_HOURS)[number]
type Until = (typeof QUIET_UNTIL_HOURS)[number]

interface HoursProps<H extends number> {
  id: string
  label: string
  hours: readonly H[]
  value: number
  onPick: (hour: H) => void
}

function Hours<H extends number>({ id, label, hours, value, onPick }: HoursProps<H>) {
  return (
    <>
      <View className="b mt3">{label}</View>
      <View className="mt2">
        <Chips label={label}>
          {hours.map((hour) => (
            <Chip
              key={hour}
              id={`${id}-${hour}`}
              word={`${hour}:00`}
              state={hour === value ? 'selected' : 'off'}
              onTap={() => onPick(hour)}
            />
          ))}
        </Chips>
      </View>
    </>
  )
}

/** From when until when nothing but alarms rings. */
export function QuietSheet({ hours, onClose }: { hours: QuietHours; onClose: () => void }) {
  const [chosen, setChosen] = useState(hours as { from: From; until: Until })
  const { send, isBusy } = useSend(api.reminders.setQuietHours, {
    topics: ['messages'],
    onDone: () => {
      tell('改好了，今晚就按这个来')
      onClose()
    },
    onFault: ({ message }) => tell(message),
  })
  return (
    <Sheet
      isOpen
      title="夜里几点不响"
      onClose={onClose}
      footer={<Button id="quiet-save" word="保存时间" isWide isBusy={isBusy} onTap={() => void send(chosen)} />}
    >
      <View className="soft sheet-note">这段时间的消息攒到早上，按先后告诉您。告警不受影响，什么时候都响。</View>
      <Hours
        id="quiet-from"
        label="晚上从几点"
        hours={QUIET_FROM_HOURS}
        value={chosen.from}
        onPick={(from) => setChosen({ ...chosen, from })}
      />
      <Hours
        id="quiet-until"
        label="到早上几点"
        hours={QUIET_UNTIL_HOURS}
        value={chosen.until}
        onPick={(until) => setChosen({ ...chosen, until })}
      />
    </Sheet>
  )
}
