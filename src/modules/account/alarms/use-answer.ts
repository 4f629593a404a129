import { api } from '../../../lib/rpc'
import { useSend } from '../../../lib/send'
import { tell } from '../../../lib/tell'

/** Says that one is coming; whoever is second hears who was first. */
export function useAnswer(id: string) {
  const { send, isBusy } = useSend(api.alarms.acknowledge, {
    topics: ['alarms', 'orders', 'messages'],
    onDone: ({ isMine, name }) => tell(isMine ? '记下了，路上小心' : `${name}先答应了，您不用赶`),
    onFault: (fault) => tell(fault.message),
  })
  return { answer: () => void send({ id }), isBusy }
}
