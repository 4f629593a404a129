import { View } from '@tarojs/components'
import { api } from '../../lib/rpc'
import { useSend } from '../../lib/send'
import { tell } from '../../lib/tell'
import { Tap } from '../../ui/tap'

/** The heading of some messages, and beside the first one the way to mark them all; what asks something stays new. */
export function Heading({ title, hasUnread }: { title: string; hasUnread: boolean }) {
  const { send } = useSend(api.messages.read, {
    topics: ['messages', 'session'],
    onFault: (fault) => tell(fault.message),
  })
  return (
    <View className="section">
      <View className="lead b">{title}</View>
      {hasUnread ? (
        <Tap id="messages-read-all" className="word-tap sub soft" onTap={() => void send({ ids: 'told' })}>
          全部已读
        </Tap>
      ) : null}
    </View>
  )
}
