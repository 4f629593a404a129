import { View } from '@tarojs/components'
import { useState } from 'react'
import {
  ARRIVAL_KEYS,
  ARRIVALS,
  type Arrival,
  VISIT_FILES_MAX,
  VISIT_RESULT_MAX,
  VISIT_RESULT_MIN,
} from '../../../../cloudfunctions/contract/worker/visits'
import { useDelivery } from '../../../lib/deliver'
import type { DraftPhoto } from '../../../lib/drafts'
import { tell } from '../../../lib/tell'
import { useDraft } from '../../../lib/use-draft'
import { usePhotos } from '../../../lib/use-photos'
import { Chip, Chips } from '../../../ui/chip'
import { ConfirmSheet } from '../../../ui/confirm-sheet'
import { TextField } from '../../../ui/form-field'
import { NoticeBar } from '../../../ui/notice-bar'
import { PhotoPicker } from '../../../ui/photo-picker'

interface Draft {
  text: string
  photos: DraftPhoto[]
  arrival: Arrival | null
}

const BLANK: Draft = { text: '', photos: [], arrival: null }

/** What was seen, kept at every change; goes now, or when the network is back. */
function useVisit(personId: string, name: string, onClose: () => void) {
  const { value: draft, change, discard, shelf } = useDraft(`visits.done.${personId}`, BLANK)
  const photos = usePhotos(
    draft.photos,
    (update) => change((before) => ({ photos: update(before.photos) })),
    VISIT_FILES_MAX,
  )
  const { deliver, isBusy } = useDelivery('visits.done', shelf)
  const [refusal, setRefusal] = useState<string | null>(null)
  const send = async () => {
    setRefusal(null)
    const { text, arrival } = draft
    const delivery = await deliver(async () => {
      const uploaded = await photos.bringUp()
      const input = { personId, ...(text.trim() && { text: text.trim() }), ...(arrival && { arrival }) }
      return uploaded && { input, photos: uploaded, title: `走访${name}` }
    })
    if (!delivery) return
    if (delivery.kind === 'refused') return setRefusal(delivery.fault.message)
    tell(delivery.kind === 'sent' ? '走访记好了' : '没连上网，已存在手机上，有网自动发')
    discard()
    onClose()
  }
  return { draft, change, photos, send, isBusy, refusal }
}

interface DoneSheetProps {
  personId: string
  name: string
  onClose: () => void
}

/** Writes a visit down: one sentence or one picture will do. */
export function DoneSheet({ personId, name, onClose }: DoneSheetProps) {
  const { draft, change, photos, send, isBusy, refusal } = useVisit(personId, name, onClose)
  const isEnough = draft.text.trim().length >= VISIT_RESULT_MIN || draft.photos.length > 0
  return (
    <ConfirmSheet
      id="visit-send"
      isOpen
      title={`走访${name}`}
      body="写一句，或者拍一张，有一样就行。不要定位，不用摆拍。"
      verb="记下走访"
      back="先不记"
      isBusy={isBusy}
      isDisabled={!isEnough}
      onConfirm={() => void send()}
      onClose={onClose}
    >
      {refusal ? <NoticeBar kind="danger" words={refusal} /> : null}
      <TextField
        id="visit-text"
        label="看到了什么"
        example="在家，一切都好"
        value={draft.text}
        isLong
        maxLength={VISIT_RESULT_MAX}
        onChange={(text) => change({ text })}
      />
      <View className="mt2">
        <PhotoPicker
          id="visit-photo"
          photos={photos.picked}
          max={VISIT_FILES_MAX}
          onAdd={() => void photos.add()}
          onRemove={photos.remove}
          onRetry={photos.retry}
        />
      </View>
      <View className="sub soft mt3">不是按期走访，是因为有事才来的，选一样：</View>
      <Chips label="因为什么来的">
        {ARRIVAL_KEYS.map((key) => (
          <Chip
            key={key}
            id={`arrival-${key}`}
            word={ARRIVALS[key].label}
            state={draft.arrival === key ? 'on' : 'off'}
            onTap={() => change({ arrival: draft.arrival === key ? null : key })}
          />
        ))}
      </Chips>
    </ConfirmSheet>
  )
}
