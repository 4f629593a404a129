import { View } from '@tarojs/components'
import { useState } from 'react'
import { useNow } from '../../../lib/clock'
import { openPage } from '../../../lib/open-page'
import { pageState } from '../../../lib/page-state'
import { api } from '../../../lib/rpc'
import { useSession } from '../../../lib/session'
import { usePages } from '../../../lib/use-pages'
import { paths } from '../../../paths'
import { ListEnd } from '../../../ui/list-cell'
import { Page, type PageState, States } from '../../../ui/page'
import { SearchField } from '../../../ui/search-field'
import { Segmented } from '../../../ui/segmented'
import { NoticeCard } from './notice-card'

type ListView = 'all' | 'unread'

const VIEWS = [
  { key: 'all', word: '全部' },
  { key: 'unread', word: '没看' },
] as const

/** Characters looked for at most. */
const WORDS_MAX = 40

const GUEST: PageState = {
  kind: 'empty',
  sentence: '登录以后，社区发给您的通知都在这里',
  button: { word: '去登录', onTap: () => openPage(paths.login) },
}

function emptyOf(view: ListView, words: string): PageState {
  if (words) return { kind: 'empty', sentence: '没找到这样的通知，换个词再找' }
  return { kind: 'empty', sentence: view === 'unread' ? '都看过了' : '还没有发给您的通知' }
}

function Found({ view, words }: { view: ListView; words: string }) {
  const moment = useNow()
  const { query, items, isEmpty } = usePages(['messages', 'notices.list', { view, words }], (cursor) =>
    api.notices.list({ view, cursor, ...(words && { q: words }) }),
  )
  return (
    <States state={isEmpty ? emptyOf(view, words) : pageState(query)} onRetry={query.refetch}>
      <View className="mt2" />
      {items.map((notice) => (
        <NoticeCard key={notice.id} notice={notice} moment={moment} />
      ))}
      {query.hasNextPage ? null : <ListEnd />}
    </States>
  )
}

/** What was posted to this person: pinned first, then the newest; by words too. */
export default function Notices() {
  const { isGuest } = useSession()
  const [view, setView] = useState<ListView>('all')
  const [typed, setTyped] = useState('')
  const [words, setWords] = useState('')
  const type = (value: string) => {
    setTyped(value)
    if (value === '') setWords('')
  }
  return (
    <Page title="通知公告" state={isGuest ? GUEST : { kind: 'content' }}>
      <SearchField
        id="notices-words"
        label="找一条通知"
        example="找一条通知，比如：停水"
        value={typed}
        maxLength={WORDS_MAX}
        onChange={type}
        onSearch={() => setWords(typed.trim())}
      />
      <View className="mt2">
        <Segmented id="notices" items={VIEWS} value={view} label="看哪些通知" onChange={setView} />
      </View>
      <Found view={view} words={words} />
    </Page>
  )
}
