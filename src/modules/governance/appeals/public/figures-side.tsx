import { useQuery } from '@tanstack/react-query'
import { View } from '@tarojs/components'
import { pageState } from '../../../../lib/page-state'
import { api } from '../../../../lib/rpc'
import { ChartCard } from '../../../../ui/chart-card'
import { States } from '../../../../ui/page'
import { chartsOf } from './charts'
import { OpenData } from './open-data'

/** How the last twelve months went, and all of it to take away. */
export function FiguresSide({ communityId }: { communityId: string }) {
  const query = useQuery({
    queryKey: ['orders', 'publicAppeals.stats', { communityId }],
    queryFn: () => api.publicAppeals.stats({ communityId }),
  })
  const months = query.data?.months ?? []
  const isEmpty = query.data !== undefined && months.every(({ received }) => received.n === 0)
  const empty = { kind: 'empty', sentence: '近 12 个月没有人提诉求，有了才有数' } as const
  return (
    <>
      <States state={isEmpty ? empty : pageState(query)} skeleton="detail" onRetry={query.refetch}>
        {chartsOf(months).map((chart) => (
          <ChartCard key={chart.id} {...chart} />
        ))}
        <View className="foot faint mt2">按提出的月份算。虚线的是本月，还没过完。少于 5 件的不说，免得认出是谁</View>
      </States>
      <OpenData communityId={communityId} />
    </>
  )
}
