import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ORDER_REASON_MAX, ORDER_REASON_MIN } from '../../../cloudfunctions/contract/orders'
import { ROLE_LABELS, type Role } from '../../../cloudfunctions/contract/roles'
import { api } from '../../lib/rpc'
import { asRpcError } from '../../lib/rpc-error'
import { useSend } from '../../lib/send'
import { tell } from '../../lib/tell'
import { Avatar } from '../../ui/avatar'
import { ConfirmSheet } from '../../ui/confirm-sheet'
import { TextField } from '../../ui/form-field'
import { ListCell } from '../../ui/list-cell'
import { NoticeBar } from '../../ui/notice-bar'

interface ReassignSheetProps {
  orderId: string
  onClose: () => void
}

/** Passes an order to a colleague, with the reason that the resident will read. */
export function ReassignSheet({ orderId, onClose }: ReassignSheetProps) {
  const [toPersonId, setTo] = useState<string | null>(null)
  const [text, setText] = useState('')
  const query = useQuery({
    queryKey: ['orders', 'desk.colleagues', orderId],
    queryFn: () => api.desk.colleagues({ id: orderId }),
  })
  const colleagues = query.data ?? []
  const { send, isBusy } = useSend(api.desk.reassign, {
    onDone: () => {
      tell('转过去了，对方会收到提醒')
      onClose()
    },
    onFault: (fault) => tell(fault.message),
  })
  const isReady = toPersonId !== null && text.trim().length >= ORDER_REASON_MIN
  return (
    <ConfirmSheet
      id="reassign-send"
      isOpen
      title="转给同事"
      verb="转给选中的同事"
      isBusy={isBusy}
      isDisabled={!isReady}
      onConfirm={() => toPersonId && void send({ id: orderId, toPersonId, text: text.trim() })}
      onClose={onClose}
    >
      {query.error ? <NoticeBar kind="danger" words={asRpcError(query.error).message} /> : null}
      {query.data?.length === 0 ? <NoticeBar kind="notice" words="本社区没有别人能接这一类，可以退回重派" /> : null}
      {colleagues.map(({ personId, name, role, placeName }) => (
        <ListCell
          key={personId}
          id={`colleague-${personId}`}
          lead={<Avatar name={name} />}
          title={name}
          second={`${ROLE_LABELS[role as Role] ?? ''}，${placeName}`}
          isSelected={personId === toPersonId}
          onTap={() => setTo(personId)}
        />
      ))}
      <TextField
        id="reassign-text"
        label="为什么转"
        example="居民看得到这句话"
        value={text}
        isLong
        maxLength={ORDER_REASON_MAX}
        caption={`至少 ${ORDER_REASON_MIN} 个字`}
        onChange={setText}
      />
    </ConfirmSheet>
  )
}
