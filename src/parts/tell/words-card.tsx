import { Textarea } from '@tarojs/components'
import { ORDER_FILES_MAX, ORDER_TEXT_MAX } from '../../../cloudfunctions/contract/orders'
import { Card } from '../../ui/card'
import { PhotoPicker } from '../../ui/photo-picker'
import type { Tell } from './use-tell'
import { TellVoiceSheet, VoiceLine } from './voice'

/** What happened, in words, pictures and a voice note. */
export function WordsCard({ tell, example }: { tell: Tell; example: string }) {
  const { draft, change, photos } = tell
  return (
    <Card>
      <Textarea
        id="appeal-text"
        className="tell-words"
        value={draft.text}
        maxlength={ORDER_TEXT_MAX}
        autoHeight
        disableDefaultPadding
        placeholder={example}
        placeholderClass="field-example"
        aria-label={example}
        onInput={(event) => change({ text: event.detail.value })}
      />
      <VoiceLine tell={tell} />
      <PhotoPicker
        id="appeal-photo"
        photos={photos.picked}
        max={ORDER_FILES_MAX}
        onAdd={() => void photos.add()}
        onRemove={photos.remove}
        onRetry={photos.retry}
      />
      <TellVoiceSheet tell={tell} hint="出了什么事，在哪儿，说一段就行" />
    </Card>
  )
}
