import { api } from '../../../lib/rpc'
import { useSend } from '../../../lib/send'
import { tell } from '../../../lib/tell'
import { ConfirmSheet } from '../../../ui/confirm-sheet'

interface EndSheetProps {
  /** The guardianship, or the ask. */
  id: string
  title: string
  body: string
  verb: string
  back?: string
  /** What is said once it is over. */
  done: string
  isGrave?: boolean
  onClose: () => void
}

/** Asks before something between two of a family ends; it ends at once. */
export function EndSheet({ id, done, isGrave = true, back = '先不停', onClose, ...words }: EndSheetProps) {
  const { send, isBusy } = useSend(api.family.end, {
    topics: ['messages', 'session', 'orders'],
    onDone: () => {
      tell(done)
      onClose()
    },
    onFault: (fault) => tell(fault.message),
  })
  return (
    <ConfirmSheet
      id="family-end-send"
      isOpen
      back={back}
      isGrave={isGrave}
      isBusy={isBusy}
      onConfirm={() => void send({ id })}
      onClose={onClose}
      {...words}
    />
  )
}
