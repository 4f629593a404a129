import { useQueryClient } from '@tanstack/react-query'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { pageState } from '../../../lib/page-state'
import { Page } from '../../../ui/page'
import { Segmented } from '../../../ui/segmented'
import { Board, useBoard } from './board'
import { Everything } from './everything'

type Side = 'board' | 'everything'

const SIDES: { key: Side; word: string }[] = [
  { key: 'board', word: '没办完的' },
  { key: 'everything', word: '全部单子' },
]

export default function DispatchList() {
  const [side, setSide] = useState<Side>('board')
  const board = useBoard()
  const queries = useQueryClient()
  // Whoever may not look gets the reason alone, and nothing to choose.
  const refused = pageState(board.query)
  if (refused.kind === 'error' && refused.button) return <Page title="派单看板" state={refused} />
  return (
    <Page title="派单看板" onRetry={() => queries.invalidateQueries({ queryKey: ['orders'] })}>
      <Segmented id="dispatch" label="看哪一种" items={SIDES} value={side} onChange={setSide} />
      <View className="mt2">{side === 'board' ? <Board board={board} /> : <Everything />}</View>
    </Page>
  )
}
