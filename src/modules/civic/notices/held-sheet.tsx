import { NOTICE_STATE_LABELS } from '../../../../cloudfunctions/contract/civic/notices'
import { useNow } from '../../../lib/clock'
import { openPage } from '../../../lib/open-page'
import { api } from '../../../lib/rpc'
import { useSend } from '../../../lib/send'
import { tell } from '../../../lib/tell'
import { paths } from '../../../paths'
import { Button } from '../../../ui/button'
import { ListCell } from '../../../ui/list-cell'
import { NoticeBar } from '../../../ui/notice-bar'
import { Sheet } from '../../../ui/sheet'
import { LOOKS, type NoticeRow, secondLine } from './shown'

/** A notice that waits, for its moment or for somebody's yes: its author may still hold it back. */
export function HeldSheet({ row, onClose }: { row: NoticeRow; onClose: () => void }) {
  const moment = useNow()
  const { send, isBusy, fault } = useSend(api.notices.unschedule, {
    topics: ['notices'],
    onDone: () => {
      tell('先不发了，退回到草稿')
      onClose()
    },
  })
  return (
    <Sheet
      isOpen
      title={row.title}
      onClose={onClose}
      footer={
        row.isMine ? (
          <Button
            id="notice-hold"
            word="先不发，退回草稿"
            isWide
            isBusy={isBusy}
            onTap={() => void send({ id: row.id })}
          />
        ) : null
      }
    >
      {fault ? <NoticeBar kind="danger" words={fault.message} /> : null}
      <ListCell icon={LOOKS[row.state]} title={NOTICE_STATE_LABELS[row.state]} second={secondLine(row, moment)} />
      <ListCell
        id="held-preview"
        icon="eye"
        title="看居民看到的样子"
        onTap={() => openPage(paths.previewNotice(row.id))}
      />
    </Sheet>
  )
}
