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
import type { WordedMove } from './moves/move'
import { WORDED_MOVES, type WordedAction } from './moves/moves'
import { PickList } from './pick-list'

interface Draft {
  text: string
  photos: DraftPhoto[]
  picked: string | null
}

const BLANK: Draft = { text: '', photos: [], picked: null }

const REASON_NEEDED = `写明原因，至少 ${ORDER_REASON_MIN} 个字`

/** What is still missing below the words, or null. */
function missing({ needs, pick }: WordedMove, { text, photos, picked }: Draft): string | null {
  const length = text.trim().length
  if (needs === 'reason' && length < ORDER_REASON_MIN) return REASON_NEEDED
  if (needs === 'evidence' && length === 0 && photos.length === 0) return '写一句话，或者拍一张照片'
  if (pick?.explain && pick.explain === picked && length < ORDER_REASON_MIN) return REASON_NEEDED
  return null
}

/** The move's own part of the input. */
function inputOf({ pick, extra }: WordedMove, orderId: string, { text, picked }: Draft) {
  const words = text.trim()
  return { id: orderId, ...extra, ...(pick && { [pick.field]: picked }), ...(words && { text: words }) }
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
    const delivery = await deliver(async () => {
      const uploaded = await photos.bringUp()
      return uploaded && { input: inputOf(move, orderId, draft), photos: uploaded, title: move.verb }
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
      isDisabled={lack !== null || (move.pick !== undefined && draft.picked === null)}
      onConfirm={() => void send()}
      onClose={onClose}
    >
      {move.pick ? (
        <PickList pick={move.pick} orderId={orderId} picked={draft.picked} onPick={(picked) => change({ picked })} />
      ) : null}
      <TextField
        id={`${action}-text`}
        label={move.ask}
        example={move.example}
        value={draft.text}
        isLong
        maxLength={move.needs === 'evidence' ? ORDER_TEXT_MAX : ORDER_REASON_MAX}
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
