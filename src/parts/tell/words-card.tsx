import { Textarea } from '@tarojs/components'
import { ORDER_FILES_MAX, ORDER_TEXT_MAX } from '../../../cloudfunctions/contract/orders'
import { Card } from '../../ui/card'
import { PhotoPicker } from '../../ui/photo-picker'
import type { Tell } from './use-tell'

/** What happened, in words and pictures. */
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
      <PhotoPicker
        id="appeal-photo"
        photos={photos.picked}
        max={ORDER_FILES_MAX}
        onAdd={() => void photos.add()}
        onRemove={photos.remove}
        onRetry={photos.retry}
      />
    </Card>
  )
}
