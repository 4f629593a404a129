import { useQuery } from '@tanstack/react-query'
import { View } from '@tarojs/components'
import { api } from '../../../lib/rpc'
import { asRpcError } from '../../../lib/rpc-error'
import { Chip, Chips } from '../../../ui/chip'
import { NoticeBar } from '../../../ui/notice-bar'

interface RoomsProps {
  entranceId: string
  homeId: string | null
  onPick: (homeId: string) => void
}

/** The numbers on the doors of an entrance. */
export function Rooms({ entranceId, homeId, onPick }: RoomsProps) {
  const query = useQuery({
    queryKey: ['places', 'homes.rooms', entranceId],
    queryFn: () => api.homes.rooms({ entranceId }),
  })
  if (query.error && !query.data)
    return (
      <NoticeBar
        kind="danger"
        words={asRpcError(query.error).message}
        action="重试"
        onTap={() => void query.refetch()}
      />
    )
  if (query.data?.length === 0) return <View className="sub soft">这个单元还没登记房号，请找网格员</View>
  return (
    <Chips label="房号">
      {(query.data ?? []).map(({ id, room }) => (
        <Chip key={id} id={`room-${id}`} word={room} state={id === homeId ? 'on' : 'off'} onTap={() => onPick(id)} />
      ))}
    </Chips>
  )
}
