import { useQuery } from '@tanstack/react-query'
import { View } from '@tarojs/components'
import { api } from '../../lib/rpc'
import { Card, Section } from '../../ui/card'
import type { OrderDetail } from './order'

function Line({ label, value }: { label: string; value: string }) {
  return (
    <View className="mt2">
      <View className="foot soft">{label}</View>
      <View className="lead md">{value}</View>
    </View>
  )
}

/** What a correction asks for: what is registered and what should be; only for who may see whose it is. */
export function CorrectionCard({ order }: { order: OrderDetail }) {
  const { id, requester, isMine } = order
  const isShown = requester !== null || isMine
  const { data } = useQuery({
    queryKey: ['orders', 'corrections.get', id],
    queryFn: () => api.corrections.get({ id }),
    enabled: isShown,
    // A look of somebody else is written down: once is enough.
    staleTime: Number.POSITIVE_INFINITY,
  })
  if (!isShown || !data) return null
  const { label, current, wanted } = data
  return (
    <Card>
      <Section title={`更正${label}`} />
      <Line label="现在登记的" value={current ?? '没有登记'} />
      {wanted ? <Line label="本人说应当是" value={wanted} /> : null}
      {wanted && !isMine ? (
        <View className="sub soft mt2">核对证件或当面问过再办好；办好了，资料就按这个改。</View>
      ) : null}
    </Card>
  )
}
