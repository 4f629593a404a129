import { DOOR_OUTCOME_KEYS, DOOR_OUTCOMES, type DoorOutcome } from '../../../../cloudfunctions/contract/worker/doors'
import { api } from '../../../lib/rpc'
import { useSend } from '../../../lib/send'
import { tell } from '../../../lib/tell'
import { ListCell } from '../../../ui/list-cell'
import { Sheet } from '../../../ui/sheet'
import type { DoorEntry } from './list'

const ICONS = { inPerson: 'users', byPhone: 'phone', noteLeft: 'file-text', notHome: 'door' } as const
const AFTER = { true: '算通知到了', false: '还留在名单上，改天再去' } as const

/** How somebody was told, or why not; one tap writes it down and can be taken back for ten minutes. */
export function MarkSheet({ entry, onClose }: { entry: DoorEntry; onClose: () => void }) {
  const { send } = useSend(api.doors.done, {
    topics: ['messages'],
    onDone: () => {
      tell('记下了')
      onClose()
    },
    onFault: ({ message }) => tell(message),
  })
  const mark = (how: DoorOutcome) => void send({ entryId: entry.id, how })
  return (
    <Sheet isOpen title={`${entry.homeLabel} ${entry.name}`} onClose={onClose}>
      {DOOR_OUTCOME_KEYS.map((how) => {
        const { label, isTold } = DOOR_OUTCOMES[how]
        return (
          <ListCell
            key={how}
            id={`how-${how}`}
            icon={ICONS[how]}
            title={label}
            second={AFTER[isTold ? 'true' : 'false']}
            onTap={() => mark(how)}
          />
        )
      })}
    </Sheet>
  )
}
