import { Textarea, View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import {
  APPEAL_CATEGORY_LABELS,
  APPEAL_FILES_MAX,
  APPEAL_TEXT_MAX,
  type AppealCategory,
  EMERGENCY_NUMBERS,
} from '../../../../cloudfunctions/contract/governance/appeals'
import { URGENCIES, URGENCY_LABELS, type Urgency } from '../../../../cloudfunctions/contract/orders'
import type { DraftPhoto } from '../../../lib/drafts'
import { newKey } from '../../../lib/key'
import { type Located, locate } from '../../../lib/location'
import { api } from '../../../lib/rpc'
import { useSend } from '../../../lib/send'
import { tell } from '../../../lib/tell'
import { sendLater } from '../../../lib/unsent'
import { useDraft } from '../../../lib/use-draft'
import { usePhotos } from '../../../lib/use-photos'
import { ActionBar } from '../../../ui/action-bar'
import { Button } from '../../../ui/button'
import { Card } from '../../../ui/card'
import { FieldRow, FormField } from '../../../ui/form-field'
import { ListCell } from '../../../ui/list-cell'
import { NoticeBar } from '../../../ui/notice-bar'
import { Page } from '../../../ui/page'
import { PhotoPicker } from '../../../ui/photo-picker'
import { Segmented } from '../../../ui/segmented'
import { Sheet } from '../../../ui/sheet'
import './submit.css'

interface Draft {
  text: string
  photos: DraftPhoto[]
  at: Located | null
  category: AppealCategory
  urgency: Urgency
}

const BLANK: Draft = { text: '', photos: [], at: null, category: 'other', urgency: 'normal' }
const urgencies = URGENCIES.map((key) => ({ key, word: URGENCY_LABELS[key] }))
const categories = Object.entries(APPEAL_CATEGORY_LABELS) as [AppealCategory, string][]

async function callForHelp() {
  const itemList = EMERGENCY_NUMBERS.map(({ number, when }) => `${number} ${when}`)
  const chosen = await Taro.showActionSheet({ itemList }).catch(() => null)
  const emergency = chosen && EMERGENCY_NUMBERS[chosen.tapIndex]
  if (emergency) await Taro.makePhoneCall({ phoneNumber: emergency.number })
}

export default function SubmitAppeal() {
  const { value: draft, change, discard } = useDraft('appeals.submit', BLANK)
  const [isChoosing, setChoosing] = useState(false)
  const photos = usePhotos(
    draft.photos,
    (update) => change((before) => ({ photos: update(before.photos) })),
    APPEAL_FILES_MAX,
  )
  const isBlank = draft.text.trim() === '' && draft.photos.length === 0

  const leave = (sentence: string) => {
    discard()
    tell(sentence)
    void Taro.redirectTo({ url: '/modules/governance/appeals/mine' })
  }

  const input = () => ({
    text: draft.text.trim(),
    category: draft.category,
    urgency: draft.urgency,
    ...(draft.at ? { point: draft.at } : {}),
  })

  const keepForLater = () => {
    const title = draft.text.trim().slice(0, 20) || '只有照片的诉求'
    sendLater({ key: newKey(), path: 'appeals.submit', input: input(), photos: draft.photos, title })
    leave('没连上网，已存成草稿，有网自动发')
  }

  const submit = useSend(api.appeals.submit, {
    onDone: () => leave('交上去了，网格员很快会看到'),
    onFault: (fault) => (fault.isUncertain ? keepForLater() : tell(fault.message)),
  })

  const send = async () => {
    await photos.settled()
    if (draft.photos.some((photo) => photo.fileId === null)) return keepForLater()
    await submit.send({ ...input(), fileIds: draft.photos.flatMap((photo) => photo.fileId ?? []) })
  }

  const findPlace = async () => {
    const found = await locate()
    if (found.kind === 'located') change({ at: found.at })
    else tell('定位没打开，可以在文字里写清楚在哪儿')
  }

  return (
    <Page
      title="一键诉求"
      bar={
        <ActionBar
          help={isBlank ? '写一句话或拍一张照片，就能提交' : '只有您能结案，没办好可以一键重办'}
          helpIcon="shield-check"
        >
          <Button word="提交诉求" isWide isBusy={submit.isBusy} isDisabled={isBlank} onTap={() => void send()} />
        </ActionBar>
      }
    >
      <Card>
        <Textarea
          className="appeal-text"
          value={draft.text}
          maxlength={APPEAL_TEXT_MAX}
          autoHeight
          placeholder="出了什么事，在哪儿"
          placeholderClass="field-example"
          aria-label="出了什么事，在哪儿"
          onInput={(event) => change({ text: event.detail.value })}
        />
        <PhotoPicker
          photos={photos.picked}
          max={APPEAL_FILES_MAX}
          onAdd={() => void photos.add()}
          onRemove={photos.remove}
          onRetry={photos.retry}
        />
      </Card>
      <Card isTight>
        <FormField
          label="在哪儿"
          icon="map-pin"
          value={draft.at ? '您现在的位置' : ''}
          example="点这里定位"
          caption={draft.at ? `自动定位，误差约 ${draft.at.accuracy} 米` : undefined}
          action={draft.at ? '改' : '定位'}
          onTap={() => void findPlace()}
        />
        <FormField
          label="哪一类"
          icon="category"
          value={APPEAL_CATEGORY_LABELS[draft.category]}
          onTap={() => setChoosing(true)}
        />
        <FieldRow label="急不急">
          <Segmented
            label="急不急"
            items={urgencies}
            value={draft.urgency}
            onChange={(urgency) => change({ urgency })}
          />
        </FieldRow>
      </Card>
      <View className="mt2">
        <NoticeBar
          kind="danger"
          icon="phone"
          words="有人受伤、着火、漏电，先打电话"
          action="120 · 119"
          onTap={() => void callForHelp()}
        />
      </View>
      <Sheet isOpen={isChoosing} title="哪一类" onClose={() => setChoosing(false)}>
        {categories.map(([category, title]) => (
          <ListCell
            key={category}
            title={title}
            isSelected={draft.category === category}
            onTap={() => {
              change({ category })
              setChoosing(false)
            }}
          />
        ))}
      </Sheet>
    </Page>
  )
}
