import { useQuery } from '@tanstack/react-query'
import { bindAsStaff, canRingStaff } from '../../lib/employee'
import { api } from '../../lib/rpc'
import { asRpcError } from '../../lib/rpc-error'
import { tell } from '../../lib/tell'
import { NoticeBar } from '../../ui/notice-bar'

/** For staff whom WeChat cannot ring yet: the way to be told of new orders at once. */
export function RingMe() {
  const query = useQuery({
    queryKey: ['messages', 'messages.employee'],
    queryFn: () => api.messages.employee({}),
    enabled: canRingStaff(),
  })
  if (!query.data || query.data.isBound || query.data.templateIds.length === 0) return null
  const { templateIds } = query.data
  const open = async () => {
    try {
      const isBound = await bindAsStaff(templateIds)
      tell(isBound ? '打开了，来新单微信里马上告诉您' : '还没打开，想好了再点这里')
    } catch (cause) {
      tell(asRpcError(cause).message)
    }
    void query.refetch()
  }
  return (
    <NoticeBar
      id="desk-ring-me"
      kind="offer"
      icon="bell-ringing"
      words="来了新单，微信里马上告诉您"
      action="打开提醒"
      onTap={() => void open()}
    />
  )
}
