import { View } from '@tarojs/components'
import { DOOR_CLOSINGS, DOOR_OUTCOMES } from '../../../../cloudfunctions/contract/worker/doors'
import { timeOf } from '../../../lib/format'
import { callPhone } from '../../../lib/open-page'
import { api } from '../../../lib/rpc'
import { useSend } from '../../../lib/send'
import { tell } from '../../../lib/tell'
import type { Reveal } from '../../../parts/reveal/use-reveal'
import { Button } from '../../../ui/button'
import { Card } from '../../../ui/card'
import { StatusTag } from '../../../ui/status-tag'
import { type Entry, personWords } from './entry'

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
  const { send, isBusy } = useSend(api.doors.undo, { topics: ['doors'], onFault: (fault) => tell(fault.message) })
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
export function EntryCard({ entry, moment, reveal, onMark }: EntryProps) {
  const { id, homeLabel, name, tags, reasonLabel, canCall, isOpen, canUndo } = entry
  return (
    <Card>
      <View className="lead b">{homeLabel}</View>
      <View className="mt1">{personWords(entry)}</View>
      <View className="sub soft mt1">{[...tags, reasonLabel].join('，')}</View>
      <View className="row wrap mt1">
        <Standing entry={entry} moment={moment} />
      </View>
      <View className="row wrap mt2">
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
        {isOpen && canCall ? <CallButton entry={entry} reveal={reveal} /> : null}
        {canUndo ? <UndoButton id={id} /> : null}
      </View>
    </Card>
  )
}
