import { View } from '@tarojs/components'
import {
  FEEDBACK_KINDS,
  FEEDBACK_TEXT_MAX,
  FEEDBACK_TEXT_MIN,
  type FeedbackKind,
} from '../../../../cloudfunctions/contract/account/feedback'
import { useDelivery } from '../../../lib/deliver'
import { tell } from '../../../lib/tell'
import { useDraft } from '../../../lib/use-draft'
import { Button } from '../../../ui/button'
import { Card } from '../../../ui/card'
import { Chip, Chips } from '../../../ui/chip'
import { TextField } from '../../../ui/form-field'

interface Draft {
  kind: FeedbackKind
  text: string
}

const BLANK: Draft = { kind: 'broken', text: '' }
const kinds = Object.entries(FEEDBACK_KINDS) as [FeedbackKind, string][]

/** 提意见: what kind, and what is the matter. */
export function Write({ onSent }: { onSent: () => void }) {
  const { value: draft, change, discard, shelf } = useDraft('feedback', BLANK)
  const { deliver, isBusy } = useDelivery('feedback.submit', shelf)
  const text = draft.text.trim()

  const send = async () => {
    const delivery = await deliver(() => ({ input: { kind: draft.kind, text }, photos: [], title: '对本程序的意见' }))
    if (!delivery) return
    if (delivery.kind === 'refused') return tell(delivery.fault.message)
    tell(delivery.kind === 'sent' ? '收到了，答复后告诉您' : '没连上网，已存成草稿，有网自动发')
    discard()
    onSent()
  }

  return (
    <View className="mt2">
      <Card>
        <Chips label="哪一种意见">
          {kinds.map(([kind, word]) => (
            <Chip
              key={kind}
              id={`feedback-kind-${kind}`}
              word={word}
              state={draft.kind === kind ? 'selected' : 'off'}
              onTap={() => change({ kind })}
            />
          ))}
        </Chips>
        <TextField
          id="feedback-text"
          label="怎么回事"
          example="比如：长辈版里找不到消息"
          value={draft.text}
          isLong
          maxLength={FEEDBACK_TEXT_MAX}
          onChange={(written) => change({ text: written })}
        />
        <View className="row mt2">
          <Button
            id="feedback-send"
            word="提交意见"
            isWide
            isBusy={isBusy}
            isDisabled={text.length < FEEDBACK_TEXT_MIN}
            onTap={() => void send()}
          />
        </View>
      </Card>
    </View>
  )
}
