import { useQuery } from '@tanstack/react-query'
import { View } from '@tarojs/components'
import { useState } from 'react'
import type { MessageView } from '../../../cloudfunctions/contract/messages'
import { useNow } from '../../lib/clock'
import { dayOf } from '../../lib/format'
import { openPage } from '../../lib/open-page'
import { pageState } from '../../lib/page-state'
import { api } from '../../lib/rpc'
import { useSend } from '../../lib/send'
import { useSession } from '../../lib/session'
import { usePages } from '../../lib/use-pages'
import { AlarmBar } from '../../parts/alarms/alarm-bar'
import { BankLine } from '../../parts/bank'
import { paths } from '../../paths'
import { Card } from '../../ui/card'
import { ListEnd } from '../../ui/list-cell'
import { Page, type PageState } from '../../ui/page'
import { Segmented } from '../../ui/segmented'
import { Tabs } from '../tabs'
import { Heading } from './heading'
import { type Message, MessageRow } from './message-row'
import { NeedCard } from './need-card'

interface RowsProps {
  messages: readonly Message[]
  moment: Date
}

/** Opening a message is reading it. */
function useOpen() {
  const { send } = useSend(api.messages.read, { topics: ['messages', 'session'] })
  return ({ id, link, readAt }: Message) => {
    if (readAt === null) void send({ ids: [id] })
    if (link) openPage(link)
  }
}

function Rows({ messages, moment }: RowsProps) {
  const open = useOpen()
  return (
    <Card isTight>
      {messages.map((message) => (
        <MessageRow key={message.id} message={message} moment={moment} onOpen={() => open(message)} />
      ))}
    </Card>
  )
}

function Needs({ messages, moment }: RowsProps) {
  const open = useOpen()
  if (messages.length === 0) return <ListEnd words="眼下没有等您办的事" />
  return messages.map((message, at) => (
    <NeedCard key={message.id} message={message} moment={moment} isFirst={at === 0} onOpen={() => open(message)} />
  ))
}

function Inbox({ messages, moment }: RowsProps) {
  const isToday = ({ createdAt }: Message) => dayOf(createdAt, moment) === '今天'
  const today = messages.filter(isToday)
  const earlier = messages.filter((message) => !isToday(message))
  const hasUnread = messages.some((message) => message.readAt === null)
  return (
    <>
      {today.length > 0 ? (
        <>
          <Heading title="今天的消息" hasUnread={hasUnread} />
          <Rows messages={today} moment={moment} />
        </>
      ) : null}
      {earlier.length > 0 ? (
        <>
          <Heading title="更早的消息" hasUnread={hasUnread && today.length === 0} />
          <Rows messages={earlier} moment={moment} />
        </>
      ) : null}
    </>
  )
}

const EMPTY: PageState = {
  kind: 'empty',
  sentence: '诉求有了进展，会在这里告诉您',
  button: { word: '提一件诉求', onTap: () => openPage(paths.submitAppeal) },
}
const GUEST: PageState = {
  kind: 'empty',
  sentence: '登录以后，诉求的进展在这里告诉您',
  button: { word: '去登录', onTap: () => openPage(paths.login) },
}

const useMessages = (view: MessageView) =>
  usePages(['messages', 'messages.list', view], (cursor) => api.messages.list({ cursor, view }))

/** 要我办 3: what waits, of each part of the messages. */
function Views({ view, onChange }: { view: MessageView; onChange: (view: MessageView) => void }) {
  const counts = useQuery({ queryKey: ['messages', 'messages.counts'], queryFn: () => api.messages.counts({}) }).data
  const counted = (word: string, count = 0) => (count > 0 ? `${word} ${count}` : word)
  const items = [
    { key: 'needsMe', word: counted('要我办', counts?.needsMe) },
    { key: 'all', word: '全部' },
    { key: 'notices', word: counted('通知', counts?.notices) },
  ] as const
  return <Segmented id="messages-view" label="看哪些消息" items={items} value={view} onChange={onChange} />
}

/** What asks something stands above the rest, as long as it does. */
function NeedsAndRest({ all, moment }: { all: readonly Message[]; moment: Date }) {
  const { query, items } = useMessages('needsMe')
  if (query.data === undefined) return null
  const rest = all.filter(({ id }) => items.every((item) => item.id !== id))
  return (
    <>
      <Needs messages={items} moment={moment} />
      <Inbox messages={rest} moment={moment} />
    </>
  )
}

function Notices({ moment }: { moment: Date }) {
  const { query, items, isEmpty } = useMessages('notices')
  if (isEmpty) return <ListEnd words="还没有通知" />
  return (
    <>
      <Inbox messages={items} moment={moment} />
      {query.hasNextPage ? null : <ListEnd />}
    </>
  )
}

export default function Messages() {
  const moment = useNow()
  const { isGuest } = useSession()
  const [view, setView] = useState<MessageView>('needsMe')
  const { query, items, isEmpty } = useMessages('all')
  const state = isGuest ? GUEST : isEmpty ? EMPTY : pageState(query)
  return (
    <Page title="消息" state={state} onRetry={query.refetch} tabs={<Tabs current="messages" />}>
      <AlarmBar />
      <Views view={view} onChange={setView} />
      <View className="mt2">
        <BankLine />
      </View>
      {view === 'needsMe' ? <NeedsAndRest all={items} moment={moment} /> : null}
      {view === 'all' ? <Inbox messages={items} moment={moment} /> : null}
      {view === 'notices' ? <Notices moment={moment} /> : null}
      {view === 'notices' || query.hasNextPage ? null : <ListEnd />}
    </Page>
  )
}
