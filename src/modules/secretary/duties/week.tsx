import { useQuery } from '@tanstack/react-query'
import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { now } from '../../../lib/clock'
import { pageState } from '../../../lib/page-state'
import { api } from '../../../lib/rpc'
import { useSend } from '../../../lib/send'
import { tell } from '../../../lib/tell'
import { ActionBar } from '../../../ui/action-bar'
import { Button } from '../../../ui/button'
import { Card, Section } from '../../../ui/card'
import { Chip, Chips } from '../../../ui/chip'
import { ConfirmSheet } from '../../../ui/confirm-sheet'
import { Icon } from '../../../ui/icon'
import { ListCell } from '../../../ui/list-cell'
import { Page } from '../../../ui/page'
import { dayIn, daysOf, gapWords, startingAt, turnWords, weeksOn, weekWords } from './duty-words'
import { ShiftSheet } from './shift-sheet'
import '../secretary.css'

type Week = Awaited<ReturnType<typeof api.duties.week>>
type Shift = Week['shifts'][number]

function RemoveSheet({ shift, onClose }: { shift: Shift; onClose: () => void }) {
  const { send, isBusy } = useSend(api.duties.remove, {
    topics: ['duties'],
    onDone: () => {
      tell('去掉了')
      onClose()
    },
    onFault: (fault) => tell(fault.message),
  })
  return (
    <ConfirmSheet
      id="shift-remove"
      isOpen
      title={`去掉${shift.name}的这一班吗`}
      body={`${turnWords(shift)}。去掉以后这段时间要另外有人值。`}
      verb="去掉这一班"
      back="先留着"
      isGrave
      isBusy={isBusy}
      onConfirm={() => void send({ id: shift.id })}
      onClose={onClose}
    />
  )
}

const isOver = (monday: string) => startingAt(weeksOn(monday, 1), 0, 0) <= now().toISOString()

/** What nobody covers, in sentences. */
function Gaps({ gaps }: Pick<Week, 'gaps'>) {
  if (gaps.length === 0)
    return (
      <Card>
        <View className="row c-ok">
          <Icon name="circle-check" size="m" />
          <View className="grow">从现在起，这一周时时有人值班</View>
        </View>
      </Card>
    )
  return (
    <Card isMarked>
      {gaps.map((gap) => (
        <View key={gap.startsAt} className="row top mt1 c-warn">
          <Icon name="alert-triangle" size="m" />
          <View className="grow">{gapWords(gap)}</View>
        </View>
      ))}
    </Card>
  )
}

function Days({ week, onPick }: { week: Week; onPick: (shift: Shift) => void }) {
  return (
    <View className="abreast mt2">
      {daysOf(week.monday).map(({ name, date }, day) => {
        // What began last night stands under Monday.
        const shifts = week.shifts.filter((shift) => Math.max(0, dayIn(week.monday, shift.startsAt)) === day)
        return (
          <Card key={name}>
            <Section title={`${name} ${date}`} {...(shifts.length === 0 && { aside: '没排' })} />
            {shifts.map((shift) => (
              <ListCell
                key={shift.id}
                id={`shift-${shift.id}`}
                icon="user-check"
                title={shift.name}
                second={
                  shift.isServing ? turnWords(shift) : `${turnWords(shift)}，这个人已经没有职责，不算有人值，请换人`
                }
                value="去掉"
                onTap={() => onPick(shift)}
              />
            ))}
          </Card>
        )
      })}
    </View>
  )
}

interface PlacesProps {
  places: Week['places']
  value: string
  onPick: (id: string) => void
}

function Places({ places, value, onPick }: PlacesProps) {
  if (places.length < 2) return null
  return (
    <Chips label="哪里的值班">
      {places.map(({ id, label }) => (
        <Chip key={id} id={`at-${id}`} word={label} state={id === value ? 'on' : 'off'} onTap={() => onPick(id)} />
      ))}
    </Chips>
  )
}

function useCopying() {
  return useSend(api.duties.copyWeek, {
    topics: ['duties'],
    onDone: ({ copied, left }) => tell(left > 0 ? `照排了 ${copied} 班，${left} 班没排上` : `照排了 ${copied} 班`),
    onFault: (fault) => tell(fault.message),
  })
}

/** Who is on duty at a place, a week at a time. */
export default function DutyWeek() {
  const given = useRouter().params.place
  const [placeId, pick] = useState<string | undefined>(given)
  const [monday, turnTo] = useState<string>()
  const [removing, remove] = useState<Shift | null>(null)
  const [isAdding, add] = useState(false)
  const input = { ...(placeId && { placeId }), ...(monday && { monday }) }
  const query = useQuery({ queryKey: ['duties', 'duties.week', input], queryFn: () => api.duties.week(input) })
  const { data } = query
  const copying = useCopying()
  const bar = data ? (
    <ActionBar
      second={
        <Button
          id="week-copy"
          word="照上周排"
          look="outline"
          isBusy={copying.isBusy}
          onTap={() => void copying.send({ placeId: data.place.id, monday: data.monday })}
        />
      }
    >
      <Button id="shift-add" word="排一班" icon="plus" isWide onTap={() => add(true)} />
    </ActionBar>
  ) : null
  return (
    <Page title="值班表" className="at-desk" state={pageState(query)} onRetry={query.refetch} bar={bar}>
      {data ? (
        <>
          <Places places={data.places} value={data.place.id} onPick={pick} />
          <View className="row wrap apart">
            <View className="lead b">{weekWords(data.monday)}</View>
            <View className="row">
              <Chip id="week-before" word="上一周" onTap={() => turnTo(weeksOn(data.monday, -1))} />
              <Chip id="week-after" word="下一周" onTap={() => turnTo(weeksOn(data.monday, 1))} />
            </View>
          </View>
          {isOver(data.monday) ? null : <Gaps gaps={data.gaps} />}
          <Days week={data} onPick={remove} />
          {removing ? <RemoveSheet shift={removing} onClose={() => remove(null)} /> : null}
          {isAdding ? <ShiftSheet week={data} onClose={() => add(false)} /> : null}
        </>
      ) : null}
    </Page>
  )
}
