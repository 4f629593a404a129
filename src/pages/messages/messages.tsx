import { useNow } from '../../lib/clock'
import { dayOf } from '../../lib/format'
import { openPage } from '../../lib/open-page'
import { pageState } from '../../lib/page-state'
import { api } from '../../lib/rpc'
import { useSend } from '../../lib/send'
import { useSession } from '../../lib/session'
import { usePages } from '../../lib/use-pages'
import { AlarmBar } from '../../parts/alarms/alarm-bar'
import { paths } from '../../paths'
import { Card } from '../../ui/card'
import { ListEnd } from '../../ui/list-cell'
import { Page, type PageState } from '../../ui/page'
import { Tabs } from '../tabs'
import { Credits } from './credits'
import { Heading } from './heading'
import { type Message, MessageRow } from './message-row'

interface RowsProps {
  messages: readonly Message[]
  moment: Date
}

function Rows({ messages, moment }: RowsProps) {
  const { send } = useSend(api.messages.read, { topics: ['messages', 'session'] })
  const open = ({ id, link, readAt }: Message) => {
    if (readAt === null) void send({ ids: [id] })
    if (link) openPage(link)
  }
  return (
    <Card isTight>
      {messages.map((message) => (
        <MessageRow key={message.id} message={message} moment={moment} onOpen={() => open(message)} />
      ))}
    </Card>
  )
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

export default function Messages() {
  const moment = useNow()
  const { isGuest } = useSession()
  const { query, items, isEmpty } = usePages(['messages', 'messages.list'], (cursor) => api.messages.list({ cursor }))
  const state = isGuest ? GUEST : isEmpty ? EMPTY : pageState(query)
  return (
    <Page title="消息" state={state} onRetry={query.refetch} tabs={<Tabs current="messages" />}>
      <AlarmBar />
      <Credits />
      <Inbox messages={items} moment={moment} />
      {query.hasNextPage ? null : <ListEnd />}
    </Page>
  )
}
