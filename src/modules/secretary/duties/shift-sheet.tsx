import { useQuery } from '@tanstack/react-query'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { DUTY_HOURS_MAX } from '../../../../cloudfunctions/contract/places'
import { now } from '../../../lib/clock'
import { pageState } from '../../../lib/page-state'
import { api } from '../../../lib/rpc'
import { useSend } from '../../../lib/send'
import { tell } from '../../../lib/tell'
import { Button } from '../../../ui/button'
import { Chip, Chips } from '../../../ui/chip'
import { FieldRow } from '../../../ui/form-field'
import { ListCell } from '../../../ui/list-cell'
import { NoticeBar } from '../../../ui/notice-bar'
import { States } from '../../../ui/page'
import { Sheet } from '../../../ui/sheet'
import { Stepper } from '../../../ui/stepper'
import { dayIn, daysOf, startingAt, turnWords } from './duty-words'

/** How a day is usually shared; anything else by the steppers. */
const TURNS = [
  { key: 'day', word: '白班', hour: 8, hours: 12 },
  { key: 'night', word: '夜班', hour: 20, hours: 12 },
  { key: 'whole', word: '全天', hour: 8, hours: 24 },
] as const

interface Time {
  day: number
  hour: number
  hours: number
}

interface TimeFieldsProps {
  monday: string
  time: Time
  onChange: (part: Partial<Time>) => void
}

function TimeFields({ monday, time, onChange }: TimeFieldsProps) {
  return (
    <>
      <Chips label="哪一天">
        {daysOf(monday).map(({ name, date }, day) => (
          <Chip
            key={name}
            id={`shift-day-${day}`}
            word={`${name} ${date}`}
            state={day === time.day ? 'on' : 'off'}
            onTap={() => onChange({ day })}
          />
        ))}
      </Chips>
      <Chips label="哪一班">
        {TURNS.map(({ key, word, hour, hours }) => (
          <Chip
            key={key}
            id={`shift-${key}`}
            word={word}
            state={hour === time.hour && hours === time.hours ? 'on' : 'off'}
            onTap={() => onChange({ hour, hours })}
          />
        ))}
      </Chips>
      <FieldRow label="几点开始">
        <Stepper
          id="shift-hour"
          label="几点开始"
          value={time.hour}
          unit="点"
          min={0}
          max={23}
          onChange={(hour) => onChange({ hour })}
        />
      </FieldRow>
      <FieldRow label="值多久">
        <Stepper
          id="shift-hours"
          label="值多久"
          value={time.hours}
          unit="小时"
          min={1}
          max={DUTY_HOURS_MAX}
          onChange={(hours) => onChange({ hours })}
        />
      </FieldRow>
    </>
  )
}

/** Today, where it is of that week. */
function firstDay(monday: string): number {
  const today = dayIn(monday, now().toISOString())
  return today >= 0 && today < 7 ? today : 0
}

interface ShiftSheetProps {
  week: { monday: string; place: { id: string; label: string } }
  onClose: () => void
}

/** Puts somebody on duty: which day, which hours, who. */
export function ShiftSheet({ week: { monday, place }, onClose }: ShiftSheetProps) {
  const [time, setTime] = useState<Time>(() => ({ day: firstDay(monday), hour: 8, hours: 12 }))
  const [personId, choose] = useState<string | null>(null)
  const people = useQuery({
    queryKey: ['duties', 'duties.people', place.id],
    queryFn: () => api.duties.people({ placeId: place.id }),
  })
  const { send, isBusy, fault } = useSend(api.duties.add, {
    topics: ['duties'],
    onDone: () => {
      tell('排好了')
      onClose()
    },
  })
  const startsAt = startingAt(monday, time.day, time.hour)
  const endsAt = new Date(Date.parse(startsAt) + time.hours * 3_600_000).toISOString()
  return (
    <Sheet
      isOpen
      title={`排${place.label}的一班`}
      onClose={onClose}
      footer={
        <Button
          id="shift-send"
          word={personId ? `排上，${turnWords({ startsAt, endsAt })}` : '先选一个人'}
          isWide
          isBusy={isBusy}
          isDisabled={personId === null}
          onTap={() => personId && void send({ placeId: place.id, personId, startsAt, hours: time.hours })}
        />
      }
    >
      {fault ? <NoticeBar kind="danger" words={Object.values(fault.fields ?? {})[0] ?? fault.message} /> : null}
      <TimeFields monday={monday} time={time} onChange={(part) => setTime((before) => ({ ...before, ...part }))} />
      <View className="b mt2">谁来值</View>
      <States state={pageState(people)} onRetry={people.refetch}>
        {(people.data ?? []).map((one) => (
          <ListCell
            key={one.personId}
            id={`duty-of-${one.personId}`}
            title={one.name}
            second={`${one.placeName} ${one.roleLabel}`}
            isSelected={one.personId === personId}
            onTap={() => choose(one.personId)}
          />
        ))}
      </States>
    </Sheet>
  )
}
