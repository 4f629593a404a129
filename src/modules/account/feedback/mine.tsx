import { useQuery } from '@tanstack/react-query'
import { View } from '@tarojs/components'
import { useNow } from '../../../lib/clock'
import { pageState } from '../../../lib/page-state'
import { api } from '../../../lib/rpc'
import { ListEnd } from '../../../ui/list-cell'
import { States } from '../../../ui/page'
import { Entry } from './entry'

/** What this person has said, and the answers. */
export function Mine() {
  const moment = useNow()
  const query = useQuery({ queryKey: ['messages', 'feedback.mine'], queryFn: () => api.feedback.mine({}) })
  const isEmpty = query.data?.length === 0
  return (
    <View className="mt2">
      <States
        state={isEmpty ? { kind: 'empty', sentence: '您提过的意见和答复在这里' } : pageState(query)}
        onRetry={query.refetch}
      >
        {(query.data ?? []).map((entry) => (
          <Entry key={entry.id} entry={entry} moment={moment} />
        ))}
        <ListEnd />
      </States>
    </View>
  )
}
