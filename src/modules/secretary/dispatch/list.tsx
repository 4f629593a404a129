import { useQueryClient } from '@tanstack/react-query'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { openPage } from '../../../lib/open-page'
import { pageState } from '../../../lib/page-state'
import { paths } from '../../../paths'
import { Button } from '../../../ui/button'
import { Icon } from '../../../ui/icon'
import { Page } from '../../../ui/page'
import { Segmented } from '../../../ui/segmented'
import { Tap } from '../../../ui/tap'
import { Board, useBoard } from './board'
import { Everything } from './everything'
import '../secretary.css'

type Side = 'board' | 'everything'

const SIDES: { key: Side; word: string }[] = [
  { key: 'board', word: '没办完的' },
  { key: 'everything', word: '全部单子' },
]

/** To the search over everything, and to how long things may take. */
function Ways() {
  return (
    <View className="search-row">
      <Tap id="dispatch-search" className="search-entry" onTap={() => openPage(paths.dispatchSearch)}>
        <Icon name="search" size="m" className="c-brand" />
        <View className="soft">找一件单子</View>
      </Tap>
      <Button id="dispatch-promises" word="办理期限" look="tint" isSmall onTap={() => openPage(paths.promises)} />
    </View>
  )
}

export default function DispatchList() {
  const [side, setSide] = useState<Side>('board')
  const board = useBoard()
  const queries = useQueryClient()
  // Whoever may not look gets the reason alone, and nothing to choose.
  const refused = pageState(board.query)
  if (refused.kind === 'error' && refused.button) return <Page title="派单看板" state={refused} />
  return (
    <Page title="派单看板" className="at-desk" onRetry={() => queries.invalidateQueries({ queryKey: ['orders'] })}>
      <Ways />
      <Segmented id="dispatch" label="看哪一种" items={SIDES} value={side} onChange={setSide} />
      <View className="mt2">{side === 'board' ? <Board board={board} /> : <Everything />}</View>
    </Page>
  )
}
