import { now } from '../../lib/clock'
import { shortTimeOf } from '../../lib/format'
import { pageState } from '../../lib/page-state'
import { api } from '../../lib/rpc'
import { usePages } from '../../lib/use-pages'
import { Card } from '../../ui/card'
import { ListCell, ListEnd } from '../../ui/list-cell'
import { Page } from '../../ui/page'
import { Tabs } from '../tabs'

export default function Messages() {
  const {
    query,
    items: messages,
    isEmpty,
  } = usePages(['messages', 'messages.list'], (cursor) => api.messages.list({ cursor }))
  return (
    <Page
      title="消息"
      state={isEmpty ? { kind: 'empty', sentence: '诉求有了进展，会在这里告诉您' } : pageState(query)}
      onRetry={() => void query.refetch()}
      tabs={<Tabs current="messages" />}
    >
      <Card isTight>
        {messages.map((message) => (
          <ListCell
            key={message.id}
            title={message.title}
            second={message.body}
            value={shortTimeOf(message.createdAt, now())}
            isUnread={message.readAt === null}
          />
        ))}
      </Card>
      {query.hasNextPage ? null : <ListEnd />}
    </Page>
  )
}
