import { View } from '@tarojs/components'
import {
  ORDER_FILES_MAX,
  ORDER_REASON_MAX,
  ORDER_REASON_MIN,
  ORDER_TEXT_MAX,
} from '../../../cloudfunctions/contract/orders'
import { useDelivery } from '../../lib/deliver'
import type { DraftPhoto } from '../../lib/drafts'
import { tell } from '../../lib/tell'
import { useDraft } from '../../lib/use-draft'
import { usePhotos } from '../../lib/use-photos'
import { ConfirmSheet } from '../../ui/confirm-sheet'
import { TextField } from '../../ui/form-field'
import { PhotoPicker } from '../../ui/photo-picker'
import { WORDED_MOVES, type WordedAction, type WordedMove } from './actions'

interface Draft {
  text: string
  photos: DraftPhoto[]
}

const BLANK: Draft = { text: '', photos: [] }

/** What is still missing, or null when it may be sent. */
function missing({ needs }: WordedMove, { text, photos }: Draft): string | null {
  const length = text.trim().length
  if (needs === 'reason' && length < ORDER_REASON_MIN) return `写明原因，至少 ${ORDER_REASON_MIN} 个字`
  if (needs === 'evidence' && length === 0 && photos.length === 0) return '写一句话，或者拍一张照片'
  return null
}

/** The sheet's contents: kept as a draft at every change, sent now or when the network is back. */
function useWordedMove(action: WordedAction, orderId: string, onClose: () => void) {
  const move = WORDED_MOVES[action]
  const { value: draft, change, discard, shelf } = useDraft(`orders.${action}.${orderId}`, BLANK)
  const photos = usePhotos(
    draft.photos,
    (update) => change((before) => ({ photos: update(before.photos) })),
    ORDER_FILES_MAX,
  )
  const { deliver, isBusy } = useDelivery(move.path, shelf)

  const send = async () => {
    const text = draft.text.trim()
    const delivery = await deliver(async () => {
      const uploaded = await photos.bringUp()
      return uploaded && { input: { id: orderId, ...(text && { text }) }, photos: uploaded, title: move.verb }
    })
    if (!delivery) return
    if (delivery.kind === 'refused') return tell(delivery.fault.message)
    tell(delivery.kind === 'sent' ? move.done : '没连上网，已存成草稿，有网自动发')
    discard()
    onClose()
  }
  return { move, draft, change, photos, isBusy, send }
}

interface OpenSheetProps {
  action: WordedAction
  orderId: string
  onClose: () => void
}

function OpenSheet({ action, orderId, onClose }: OpenSheetProps) {
  const { move, draft, change, photos, isBusy, send } = useWordedMove(action, orderId, onClose)
  const lack = missing(move, draft)
  return (
    <ConfirmSheet
      id={`${action}-send`}
      isOpen
      title={move.title}
      body={move.body}
      verb={move.verb}
      isGrave={move.isGrave}
      isBusy={isBusy}
      isDisabled={lack !== null}
      onConfirm={() => void send()}
      onClose={onClose}
    >
      <TextField
        id={`${action}-text`}
        label={move.ask}
        example={move.example}
        value={draft.text}
        isLong
        maxLength={move.needs === 'reason' ? ORDER_REASON_MAX : ORDER_TEXT_MAX}
        caption={lack ?? undefined}
        onChange={(text) => change({ text })}
      />
      {move.takesPhotos ? (
        <View className="mt2">
          <PhotoPicker
            id={`${action}-photo`}
            photos={photos.picked}
            max={ORDER_FILES_MAX}
            onAdd={() => void photos.add()}
            onRemove={photos.remove}
            onRetry={photos.retry}
          />
        </View>
      ) : null}
    </ConfirmSheet>
  )
}

interface WordedSheetProps {
  /** Which one is open. */
  action: WordedAction | null
  orderId: string
  onClose: () => void
}

/** Asks for the words or pictures of a move, with its draft kept per order. */
export function WordedSheet({ action, orderId, onClose }: WordedSheetProps) {
  if (!action) return null
  return <OpenSheet key={action} action={action} orderId={orderId} onClose={onClose} />
}
