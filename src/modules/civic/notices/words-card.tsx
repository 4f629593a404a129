import { View } from '@tarojs/components'
import { useState } from 'react'
import {
  NOTICE_BODY_MAX,
  NOTICE_FILES_MAX,
  NOTICE_PICTURES_MAX,
  NOTICE_TITLE_MAX,
} from '../../../../cloudfunctions/contract/civic/notices'
import { api } from '../../../lib/rpc'
import { asRpcError } from '../../../lib/rpc-error'
import { tell } from '../../../lib/tell'
import { Button } from '../../../ui/button'
import { Card } from '../../../ui/card'
import { TextField } from '../../../ui/form-field'
import { ListCell } from '../../../ui/list-cell'
import { PhotoPicker } from '../../../ui/photo-picker'
import { Sheet } from '../../../ui/sheet'
import { ReadButton } from './read-button'
import type { NoticeForm } from './use-notice-form'

type Plain = Awaited<ReturnType<typeof api.notices.plain>>

/** What the rules make of the text; the original stays what is sent. */
function usePlain({ title, body }: { title: string; body: string }) {
  const [found, setFound] = useState<(Plain & { of: string }) | null>(null)
  const [isBusy, setBusy] = useState(false)
  const ask = async () => {
    if (body.trim() === '') return tell('先写内容，再转成大白话')
    setBusy(true)
    try {
      setFound({ ...(await api.notices.plain({ title: title.trim(), body: body.trim() })), of: body })
    } catch (cause) {
      tell(asRpcError(cause).message)
    } finally {
      setBusy(false)
    }
  }
  // What was made of other words is no longer shown.
  return { plain: found?.of === body ? found : null, isBusy, ask, hide: () => setFound(null) }
}

const STATE_WORDS = {
  ready: '已传上',
  uploading: '正在上传',
  failed: '没传上，去掉再选一次',
  waiting: '等网络好了自动传',
  guest: '登录后自动传',
} as const

function Attachments({ form: { draft, photos, documents } }: { form: NoticeForm }) {
  return (
    <>
      {draft.photos.length > 0 ? (
        <PhotoPicker
          id="notice-photo"
          photos={photos.picked}
          max={NOTICE_PICTURES_MAX}
          onAdd={() => void photos.add()}
          onRemove={photos.remove}
          onRetry={photos.retry}
        />
      ) : null}
      {documents.picked.map(({ id, state }) => (
        <ListCell
          key={id}
          icon="file-text"
          title={draft.documents.find((one) => one.id === id)?.name ?? '一份文件'}
          second={STATE_WORDS[state]}
          end={
            <Button
              id={`document-off-${id}`}
              word="去掉"
              look="outline"
              isSmall
              label={`去掉附件 ${draft.documents.find((one) => one.id === id)?.name ?? ''}`}
              onTap={() => documents.remove(id)}
            />
          }
        />
      ))}
    </>
  )
}

function AttachSheet({ form: { draft, photos, documents }, onClose }: { form: NoticeForm; onClose: () => void }) {
  const after = (add: () => Promise<void>) => () => {
    onClose()
    void add()
  }
  const photosLeft = NOTICE_PICTURES_MAX - draft.photos.length
  const filesLeft = NOTICE_FILES_MAX - draft.documents.length
  return (
    <Sheet isOpen title="加什么附件" onClose={onClose}>
      <ListCell
        id="attach-photo"
        icon="camera-plus"
        title="照片"
        second={photosLeft > 0 ? `还能加 ${photosLeft} 张` : '照片加满了'}
        {...(photosLeft > 0 && { onTap: after(photos.add) })}
      />
      <ListCell
        id="attach-document"
        icon="file-text"
        title="文件"
        second={filesLeft > 0 ? `PDF、Word、Excel，还能加 ${filesLeft} 个` : '文件加满了'}
        {...(filesLeft > 0 && { onTap: after(documents.add) })}
      />
    </Sheet>
  )
}

/** Title and text, with the tools below them: plain words, pictures and documents. */
export function WordsCard({ form }: { form: NoticeForm }) {
  const { draft, change, wrong } = form
  const { plain, isBusy, ask, hide } = usePlain(draft)
  const [isAttaching, setAttaching] = useState(false)
  return (
    <Card>
      <View className="notice-title">
        <TextField
          id="notice-title"
          label="标题"
          example="例如：周三停水，请提前存水"
          value={draft.title}
          maxLength={NOTICE_TITLE_MAX}
          {...(wrong.title && { error: wrong.title })}
          onChange={(title) => change({ title })}
        />
      </View>
      <TextField
        id="notice-body"
        label="内容"
        example="什么事、什么时候、哪里、要大家做什么"
        isLong
        value={draft.body}
        maxLength={NOTICE_BODY_MAX}
        {...(wrong.body && { error: wrong.body })}
        onChange={(body) => change({ body })}
      />
      {plain ? (
        <View className="notice-plain">
          <View className="row apart wrap">
            <View className="b">大白话</View>
            <Button id="plain-hide" word="收起来" look="tint" isSmall onTap={hide} />
          </View>
          <View className="foot soft">{plain.label}</View>
          <View className="mt1 long-text">{plain.text}</View>
        </View>
      ) : null}
      <Attachments form={form} />
      <View className="notice-tools">
        <Button
          id="notice-plain"
          word="转成大白话"
          look="tint"
          icon="message-2"
          isSmall
          isBusy={isBusy}
          onTap={() => void ask()}
        />
        <ReadButton text={[draft.title.trim(), draft.body.trim()].filter(Boolean).join('。')} look="tint" />
        <Button
          id="notice-attach"
          word="附件"
          look="tint"
          icon="paperclip"
          isSmall
          label="加附件"
          onTap={() => setAttaching(true)}
        />
      </View>
      {isAttaching ? <AttachSheet form={form} onClose={() => setAttaching(false)} /> : null}
    </Card>
  )
}
