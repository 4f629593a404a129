import { useIsOnline } from '../../../lib/network'
import { api } from '../../../lib/rpc'
import { useSend } from '../../../lib/send'
import { tell } from '../../../lib/tell'
import { ConfirmSheet } from '../../../ui/confirm-sheet'
import { NoticeBar } from '../../../ui/notice-bar'
import type { Setting } from './setting-words'

interface ApprovalSheetProps {
  place: Setting
  /** Places below it publish too, and follow. */
  isAbove: boolean
  onClose: () => void
}

const WORDS = {
  on: {
    title: '以后发通知要第二个人同意吗',
    verb: '要第二个人同意',
    done: '改好了，以后要第二个人同意才发出',
  },
  off: {
    title: '以后发通知不用第二个人同意吗',
    body: '写好就能发出。已经交去审批的，还是要批。',
    verb: '改成写好就发',
    done: '改好了，以后写好就能发出',
  },
}

/** Turns a place's wish for a second person on or off, after saying what follows. */
export function ApprovalSheet({ place, isAbove, onClose }: ApprovalSheetProps) {
  const isOnline = useIsOnline()
  const needsApproval = place.approvalFrom === null
  const { title, verb, done } = needsApproval ? WORDS.on : WORDS.off
  const whose = isAbove ? `${place.name}和下面各级` : place.name
  const { send, isBusy, fault } = useSend(api.notices.setApproval, {
    topics: ['notices'],
    onDone: () => {
      tell(done)
      onClose()
    },
  })
  return (
    <ConfirmSheet
      id="approval-set"
      isOpen
      title={title}
      body={
        needsApproval
          ? `${whose}写好的通知，要另一位或上级同意才发出，自己不能批自己的。以后由您本人或上级关。`
          : WORDS.off.body
      }
      verb={verb}
      back="先不改"
      isBusy={isBusy}
      isDisabled={!isOnline}
      onConfirm={() => void send({ placeId: place.id, needsApproval })}
      onClose={onClose}
    >
      {fault ? <NoticeBar kind="danger" words={fault.message} /> : null}
      {isOnline ? null : <NoticeBar kind="offline" words="没连上网，连上后再改" />}
    </ConfirmSheet>
  )
}
