import { View } from '@tarojs/components'
import Taro, { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { DOOR_CLOSINGS, DOOR_OUTCOMES } from '../../../../cloudfunctions/contract/worker/doors'
import { useNow } from '../../../lib/clock'
import { timeOf } from '../../../lib/format'
import { openPage } from '../../../lib/open-page'
import { pageState } from '../../../lib/page-state'
import { api } from '../../../lib/rpc'
import { useSend } from '../../../lib/send'
import { tell } from '../../../lib/tell'
import { usePages } from '../../../lib/use-pages'
import { type Reveal, useReveal } from '../../../parts/reveal/use-reveal'
import { paths } from '../../../paths'
import { ActionBar } from '../../../ui/action-bar'
import { CallButton } from '../../../ui/avatar'
import { Button } from '../../../ui/button'
import { Card } from '../../../ui/card'
import { ListCell, ListEnd } from '../../../ui/list-cell'
import { NoticeBar } from '../../../ui/notice-bar'
import { Page, type PageState } from '../../../ui/page'
import { StatusTag } from '../../../ui/status-tag'
import { MarkSheet } from './mark-sheet'

export type DoorEntry = Awaited<ReturnType<typeof api.doors.entries>>['items'][number]

const EMPTY: PageState = { kind: 'empty', sentence: '这份名单上的人都不用去了' }

/** What has come of a door so far. */
function Standing({ entry }: { entry: DoorEntry }) {
  const moment = useNow()
  const { how, doneAt, doneBy, closedWhy } = entry
  if (closedWhy) return <StatusTag word={`不用去了，${DOOR_CLOSINGS[closedWhy]}`} icon="circle-check" tone="mute" />
  if (how === null || doneAt === null) return null
  const { label, isTold } = DOOR_OUTCOMES[how]
  return (
    <StatusTag
      word={`${doneBy ?? ''} ${timeOf(doneAt, moment)} ${label}`}
      icon={isTold ? 'circle-check' : 'clock'}
      tone={isTold ? 'ok' : 'warn'}
    />
  )
}

/** The number is shown for half a minute, with a reason, and can be called meanwhile. */
function Phone({ entry, reveal }: { entry: DoorEntry; reveal: Reveal }) {
  const { id, personId, name, canCall } = entry
  if (!canCall) return null
  const phone = reveal.valueOf(personId, 'phone')
  if (phone)
    return (
      <CallButton
        id={`door-call-${id}`}
        whom={name}
        onTap={() => void Taro.makePhoneCall({ phoneNumber: phone }).catch(() => undefined)}
      />
    )
  return (
    <Button
      id={`door-phone-${id}`}
      word="看电话"
      look="outline"
      isSmall
      label={`看${name}的电话`}
      onTap={() => reveal.toggle({ personId, name, field: 'phone' })}
    />
  )
}

function Door({ entry, reveal, onMark }: { entry: DoorEntry; reveal: Reveal; onMark: () => void }) {
  const { send, isBusy } = useSend(api.doors.undo, {
    topics: ['messages'],
    onDone: () => tell('撤回了，还在名单上'),
    onFault: ({ message }) => tell(message),
  })
  const { id, homeLabel, name, age, tags, reasonLabel, isOpen, canUndo } = entry
  return (
    <Card>
      <ListCell
        icon="door"
        title={homeLabel}
        second={[`${name}${age === null ? '' : `，${age} 岁`}`, ...tags, reasonLabel].join('，')}
      />
      <View className="row wrap">
        <Standing entry={entry} />
      </View>
      <View className="row wrap mt2">
        {isOpen ? <Phone entry={entry} reveal={reveal} /> : null}
        {isOpen ? (
          <Button
            id={`door-mark-${id}`}
            word="标记告知"
            look="tint"
            isSmall
            label={`标记已告知${name}`}
            onTap={onMark}
          />
        ) : null}
        {canUndo ? (
          <Button
            id={`door-undo-${id}`}
            word="标错了，撤回"
            look="outline"
            isSmall
            isBusy={isBusy}
            onTap={() => void send({ entryId: id })}
          />
        ) : null}
      </View>
    </Card>
  )
}

/** One list of doors, in the order of walking. */
export default function DoorList() {
  const { id = '' } = useRouter().params
  const [marking, mark] = useState<DoorEntry | null>(null)
  const reveal = useReveal()
  const { query, items, first, isEmpty } = usePages(
    ['messages', 'doors.entries', id],
    (cursor) => api.doors.entries({ listId: id, ...(cursor && { cursor }) }),
    { isFleeting: true },
  )
  return (
    <Page
      title="敲门名单"
      state={isEmpty ? EMPTY : pageState(query)}
      onRetry={query.refetch}
      bar={
        <ActionBar>
          <Button
            id="doors-sheet"
            word="打印名单"
            icon="printer"
            look="outline"
            isWide
            onTap={() => openPage(paths.doorSheet(id))}
          />
        </ActionBar>
      }
    >
      {first ? <NoticeBar kind="notice" icon="speakerphone" words={`要告诉大家：${first.title}`} /> : null}
      {items.map((entry) => (
        <Door key={entry.id} entry={entry} reveal={reveal} onMark={() => mark(entry)} />
      ))}
      {query.hasNextPage ? null : <ListEnd />}
      {marking ? <MarkSheet entry={marking} onClose={() => mark(null)} /> : null}
      {reveal.sheet}
    </Page>
  )
}
