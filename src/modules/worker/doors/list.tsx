import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { useNow } from '../../../lib/clock'
import { openPage } from '../../../lib/open-page'
import { pageState } from '../../../lib/page-state'
import { api } from '../../../lib/rpc'
import { usePages } from '../../../lib/use-pages'
import { useReveal } from '../../../parts/reveal/use-reveal'
import { paths } from '../../../paths'
import { Button } from '../../../ui/button'
import { ListEnd } from '../../../ui/list-cell'
import { Page } from '../../../ui/page'
import type { Entry } from './entry'
import { EntryCard } from './entry-card'
import { MarkSheet } from './mark-sheet'

const EMPTY = { kind: 'empty', sentence: '这份名单上没有人了' } as const

/** Whom to tell, in the order of walking. Names and homes are kept on no phone. */
export default function DoorList() {
  const { id = '' } = useRouter().params
  const moment = useNow()
  const reveal = useReveal()
  const [marking, mark] = useState<Entry | null>(null)
  const { query, items, first, isEmpty } = usePages(
    ['doors', 'doors.entries', id],
    (cursor) => api.doors.entries({ listId: id, cursor }),
    { isFleeting: true },
  )
  return (
    <Page title="敲门名单" state={isEmpty ? EMPTY : pageState(query)} onRetry={query.refetch}>
      <View className="title">{first?.title}</View>
      <View className="sub soft mt1">{first?.gridName}</View>
      <View className="mt2">
        <Button
          id="door-sheet"
          word="看打印的名单"
          look="outline"
          icon="file-text"
          isSmall
          onTap={() => openPage(paths.doorSheet(id))}
        />
      </View>
      <View className="mt2" />
      {items.map((entry) => (
        <EntryCard key={entry.id} entry={entry} moment={moment} reveal={reveal} onMark={() => mark(entry)} />
      ))}
      {query.hasNextPage ? null : <ListEnd />}
      {marking ? <MarkSheet entry={marking} onClose={() => mark(null)} /> : null}
      {reveal.sheet}
    </Page>
  )
}
