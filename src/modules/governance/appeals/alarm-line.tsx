import { useQuery } from '@tanstack/react-query'
import { View } from '@tarojs/components'
import { timeOf } from '../../../lib/format'
import { api } from '../../../lib/rpc'
import { NoticeBar } from '../../../ui/notice-bar'

type Told = NonNullable<Awaited<ReturnType<typeof api.appeals.alarm>>>

function wordsOf({ state, rungs, people, takenBy }: Told, moment: Date): string | null {
  if (takenBy) return `${takenBy.name} ${timeOf(takenBy.at, moment)} 答应马上到`
  if (state === 'cancelled') return null
  const whom = people > 0 ? `已经叫了${rungs.join('、')}，一共 ${people} 人` : '附近没有可叫的人'
  return state === 'exhausted' ? `${whom}，还没人答应，已告诉县里` : `${whom}，没人答应就接着往上叫`
}

/** One calm line for who told of an emergency: who was rung, and who has answered. */
export function AlarmLine({ orderId, moment }: { orderId: string; moment: Date }) {
  const { data } = useQuery({
    queryKey: ['alarms', 'appeals.alarm', { id: orderId }],
    queryFn: () => api.appeals.alarm({ id: orderId }),
  })
  const words = data ? wordsOf(data, moment) : null
  if (!words) return null
  return (
    <View className="mt2">
      <NoticeBar kind="offer" icon={data?.takenBy ? 'user-check' : 'bell-ringing'} words={words} />
    </View>
  )
}
