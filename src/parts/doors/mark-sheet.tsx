import { useState } from 'react'
import { DOOR_OUTCOME_KEYS, DOOR_OUTCOMES, type DoorOutcome } from '../../../cloudfunctions/contract/worker/doors'
import { api } from '../../lib/rpc'
import { useSend } from '../../lib/send'
import { ConfirmSheet } from '../../ui/confirm-sheet'
import { ListCell } from '../../ui/list-cell'
import { NoticeBar } from '../../ui/notice-bar'
import { DOOR_TOPICS, type Entry } from './entry'

/** How somebody was told, or that they were not met. */
export function MarkSheet({ entry: { id, name, homeLabel }, onClose }: { entry: Entry; onClose: () => void }) {
  const [how, choose] = useState<DoorOutcome | null>(null)
  const { send, isBusy, fault } = useSend(api.doors.done, { topics: DOOR_TOPICS, onDone: onClose })
  return (
    <ConfirmSheet
      id="door-mark-send"
      isOpen
      title={`${homeLabel} ${name}，怎么告知的`}
      body="留了字条、没人在家的，还留在名单上。标错了 10 分钟内能撤回。"
      verb="记下来"
      back="先不记"
      isBusy={isBusy}
      isDisabled={how === null}
      onConfirm={() => how && void send({ entryId: id, how })}
      onClose={onClose}
    >
      {fault ? <NoticeBar kind="danger" words={fault.message} /> : null}
      {DOOR_OUTCOME_KEYS.map((key) => (
        <ListCell
          key={key}
          id={`door-how-${key}`}
          title={DOOR_OUTCOMES[key].label}
          isSelected={key === how}
          onTap={() => choose(key)}
        />
      ))}
    </ConfirmSheet>
  )
}
