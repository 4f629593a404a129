import { View } from '@tarojs/components'
import { PERSON_TAG_KEYS, PERSON_TAGS, type PersonTag } from '../../../../cloudfunctions/contract/registry'
import { ConfirmSheet } from '../../../ui/confirm-sheet'
import { ListCell } from '../../../ui/list-cell'
import { NoticeBar } from '../../../ui/notice-bar'
import { Segmented } from '../../../ui/segmented'
import type { CardTag } from './card-field'
import { lastDay, TERM_DAYS, TERMS, type Term } from './terms'
import { useParcel } from './use-parcel'

const BLANK = { tag: null as PersonTag | null, term: 'open' as Term }

interface TagSheetProps {
  personId: string
  name: string
  tags: readonly CardTag[]
  onClose: () => void
}

/** Puts a tag on a person, for good or for a term. */
export function TagSheet({ personId, name, tags, onClose }: TagSheetProps) {
  const { draft, change, send, isBusy, refusal } = useParcel({
    path: 'residents.tag',
    name: `residents.tag.${personId}`,
    blank: BLANK,
    done: '标签加好了',
    onClose,
  })
  const { tag, term } = draft
  const days = TERM_DAYS[term]
  const choices = PERSON_TAG_KEYS.filter((key) => !tags.some((borne) => borne.tag === key))
  const input = { personId, tag, ...(days !== null && { validUntil: lastDay(days) }) }
  return (
    <ConfirmSheet
      id="tag-send"
      isOpen
      title={`给${name}加标签`}
      body="年龄和性别自己会算，不用加。到期的标签会自动去掉。"
      verb="加上标签"
      back="先不加"
      isBusy={isBusy}
      isDisabled={tag === null}
      onConfirm={() => void send(input, `给${name}加标签`)}
      onClose={onClose}
    >
      {refusal ? <NoticeBar kind="danger" words={refusal} /> : null}
      <Segmented
        id="tag-term"
        label="到什么时候"
        items={TERMS}
        value={term}
        onChange={(next) => change({ term: next })}
      />
      <View className="mt2">
        {choices.map((key) => (
          <ListCell
            key={key}
            id={`tag-${key}`}
            title={PERSON_TAGS[key]}
            isSelected={key === tag}
            onTap={() => change({ tag: key })}
          />
        ))}
      </View>
    </ConfirmSheet>
  )
}
