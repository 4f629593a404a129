import { View } from '@tarojs/components'
import { useState } from 'react'
import { DOOR_CLOSINGS, DOOR_OUTCOMES } from '../../../cloudfunctions/contract/worker/doors'
import { timeOf } from '../../lib/format'
import { callPhone } from '../../lib/open-page'
import { api } from '../../lib/rpc'
import { useSend } from '../../lib/send'
import { tell } from '../../lib/tell'
import { usePages } from '../../lib/use-pages'
import { Button } from '../../ui/button'
import { StatusTag } from '../../ui/status-tag'
import { type Reveal, useReveal } from '../reveal/use-reveal'
import { DOOR_TOPICS, type Entry, personWords } from './entry'
import { MarkSheet } from './mark-sheet'
import './doors.css'

/** The people of a door list, a page at a time in the order of walking. Names and homes are kept on no phone. */
export const useDoorEntries = (listId: string) =>
  usePages(['doors', 'doors.entries', listId], (cursor) => api.doors.entries({ listId, cursor }), { isFleeting: true })

interface EntryProps {
  entry: Entry
  moment: Date
  reveal: Reveal
  onMark: () => void
}

/** What came of it: told, closed by itself, or a mark that keeps it open. */
function Standing({ entry, moment }: Pick<EntryProps, 'entry' | 'moment'>) {
  const { how, doneAt, doneBy, closedWhy } = entry
  if (closedWhy) return <StatusTag word={DOOR_CLOSINGS[closedWhy]} icon="circle-check" tone="mute" />
  if (!how || !doneAt) return null
  const { label, isTold } = DOOR_OUTCOMES[how]
  const words = `${doneBy ?? ''} ${timeOf(doneAt, moment)} ${label}`.trim()
  return <StatusTag word={words} icon={isTold ? 'circle-check' : 'clock'} tone={isTold ? 'ok' : 'warn'} />
}

function UndoButton({ id }: { id: string }) {
  const { send, isBusy } = useSend(api.doors.undo, { topics: DOOR_TOPICS, onFault: (fault) => tell(fault.message) })
  return (
    <Button
      id={`door-undo-${id}`}
      word="撤回标记"
      look="outline"
      isSmall
      isBusy={isBusy}
      onTap={() => void send({ entryId: id })}
    />
  )
}

/** The number is asked for with a purpose first; the next tap calls it. */
function CallButton({ entry: { id, personId, name }, reveal }: Pick<EntryProps, 'entry' | 'reveal'>) {
  const phone = reveal.valueOf(personId, 'phone')
  return (
    <Button
      id={`door-call-${id}`}
      word={phone ? `拨打 ${phone}` : '打电话'}
      look="outline"
      icon="phone"
      isSmall
      label={`打电话给${name}`}
      onTap={() => (phone ? callPhone(phone) : reveal.toggle({ personId, name, field: 'phone' }))}
    />
  )
}

/** One person to be told, with what is known of why nothing else reached them. */
function EntryRow({ entry, moment, reveal, onMark }: EntryProps) {
  const { id, homeLabel, door, name, tags, reasonLabel, canCall, isOpen, canUndo } = entry
  return (
    <View className="door-row">
      <View className="door-room sub b">{door}</View>
      <View className="door-words">
        <View className="md">{personWords(entry)}</View>
        <View className="sub soft">{[...tags, reasonLabel].join('，')}</View>
        <View className="row wrap">
          <Standing entry={entry} moment={moment} />
        </View>
      </View>
      {isOpen || canUndo ? (
        <View className="door-acts">
          {isOpen && canCall ? <CallButton entry={entry} reveal={reveal} /> : null}
          {isOpen ? (
            <Button
              id={`door-mark-${id}`}
              word="标记告知"
              look="tint"
              isSmall
              label={`标记告知，${homeLabel} ${name}`}
              onTap={onMark}
            />
          ) : null}
          {canUndo ? <UndoButton id={id} /> : null}
        </View>
      ) : null}
    </View>
  )
}

/** Whom to tell, under the names of their buildings; each is called, marked and unmarked here. To be put into a card. */
export function DoorRows({ items, moment }: { items: readonly Entry[]; moment: Date }) {
  const reveal = useReveal()
  const [marking, mark] = useState<Entry | null>(null)
  return (
    <>
      {items.map((entry, at) => (
        <View key={entry.id}>
          {entry.buildingLabel === items[at - 1]?.buildingLabel ? null : (
            <View className="door-building sub b soft">{entry.buildingLabel}</View>
          )}
          <EntryRow entry={entry} moment={moment} reveal={reveal} onMark={() => mark(entry)} />
        </View>
      ))}
      {marking ? <MarkSheet entry={marking} onClose={() => mark(null)} /> : null}
      {reveal.sheet}
    </>
  )
}
