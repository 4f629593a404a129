import { View } from '@tarojs/components'
import { useState } from 'react'
import { useNow } from '../../../lib/clock'
import { timeOf } from '../../../lib/format'
import { openPage } from '../../../lib/open-page'
import { pageState } from '../../../lib/page-state'
import { api } from '../../../lib/rpc'
import { useSession } from '../../../lib/session'
import { usePages } from '../../../lib/use-pages'
import { isPublisher } from '../../../parts/posts'
import { ReminderOffer } from '../../../parts/reminder-offer'
import { paths } from '../../../paths'
import { ActionBar } from '../../../ui/action-bar'
import { Button } from '../../../ui/button'
import { Card } from '../../../ui/card'
import { ListCell, ListEnd } from '../../../ui/list-cell'
import { Page, type PageState, States } from '../../../ui/page'
import { SearchField } from '../../../ui/search-field'
import { Segmented } from '../../../ui/segmented'
import { StatusTag } from '../../../ui/status-tag'
import './notices.css'

type Row = Awaited<ReturnType<typeof api.notices.list>>['items'][number]

const WORDS_MAX = 40
const VIEWS = [
  { key: 'all', word: '全部' },
  { key: 'unread', word: '还没看' },
] as const
type Side = (typeof VIEWS)[number]['key']

const GUEST: PageState = {
  kind: 'empty',
  sentence: '登录以后，才知道哪些通知是发给您的',
  button: { word: '去登录', onTap: () => openPage(paths.login) },
}

/** What of a notice has to be known before it is opened. */
function Marks({ row }: { row: Row }) {
  if (row.state === 'recalled') return <StatusTag word="已撤回" icon="arrow-back-up" tone="mute" />
  return (
    <>
      {row.isPinned ? <StatusTag word="置顶" icon="pin" tone="brand" /> : null}
      {row.needsConfirmation && !row.isConfirmed ? (
        <StatusTag word="请点已知晓" icon="alert-circle" tone="warn" />
      ) : null}
      {row.isCorrected ? <StatusTag word="有更正" icon="pencil" tone="info" /> : null}
    </>
  )
}

function Rows({ rows }: { rows: readonly Row[] }) {
  const moment = useNow()
  return (
    <Card isTight>
      {rows.map((row) => (
        <View key={row.id}>
          <ListCell
            id={`notice-${row.id}`}
            title={row.title}
            second={`${row.placeName}，${timeOf(row.publishedAt, moment)}`}
            isUnread={!row.isRead && row.state !== 'recalled'}
            onTap={() => openPage(paths.notice(row.id))}
          />
          <View className="row wrap notice-marks">
            <Marks row={row} />
          </View>
        </View>
      ))}
    </Card>
  )
}

const emptyOf = (view: Side, words: string): PageState => ({
  kind: 'empty',
  sentence: words
    ? `没有找到写着“${words}”的通知，换个词试试`
    : view === 'unread'
      ? '通知都看过了'
      : '还没有发给您的通知。停水停电、办事提醒会出现在这里',
})

/** 通知公告: what was told to this person, pinned first. */
export default function Notices() {
  const { me, isGuest } = useSession()
  const [view, show] = useState<Side>('all')
  const [words, write] = useState('')
  const [asked, ask] = useState('')
  const { query, items, isEmpty } = usePages(['messages', 'notices.list', view, asked], (cursor) =>
    api.notices.list({ view, ...(asked && { q: asked }), ...(cursor && { cursor }) }),
  )
  const change = (text: string) => {
    write(text)
    if (text === '') ask('')
  }
  const state = isGuest ? GUEST : isEmpty ? emptyOf(view, asked) : pageState(query)
  return (
    <Page
      title="通知公告"
      onRetry={query.refetch}
      bar={
        me && isPublisher(me) ? (
          <ActionBar>
            <Button id="notices-own" word="我发的通知" look="outline" isWide onTap={() => openPage(paths.ownNotices)} />
          </ActionBar>
        ) : undefined
      }
    >
      <Segmented id="notices" label="看哪些通知" items={VIEWS} value={view} onChange={show} />
      <View className="mt2">
        <SearchField
          id="notices-words"
          label="在通知里找"
          value={words}
          example="停水、体检、缴费"
          maxLength={WORDS_MAX}
          onChange={change}
          onSearch={() => ask(words.trim())}
        />
      </View>
      <View className="mt2">
        <ReminderOffer id="notices-remind" templates={['noticePosted']} isWhenLow />
      </View>
      <View className="mt2">
        <States state={state} onRetry={query.refetch}>
          {items.length > 0 ? <Rows rows={items} /> : null}
          {query.hasNextPage ? null : <ListEnd />}
        </States>
      </View>
    </Page>
  )
}
