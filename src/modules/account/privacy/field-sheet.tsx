import { useState } from 'react'
import { CORRECTION_WORDS_MAX } from '../../../../cloudfunctions/contract/account/privacy'
import { PERSON_FIELDS, type PersonField } from '../../../../cloudfunctions/contract/registry'
import { api } from '../../../lib/rpc'
import { useSend } from '../../../lib/send'
import { tell } from '../../../lib/tell'
import { Button } from '../../../ui/button'
import { TextField } from '../../../ui/form-field'
import { NoticeBar } from '../../../ui/notice-bar'
import { Sheet } from '../../../ui/sheet'
import { OwnValue } from './own-value'

interface FieldSheetProps {
  field: PersonField
  /** Whose record of the family it is; left out for one's own. */
  forPersonId: string | undefined
  /** As the list shows it, masked where it is sensitive; null where nothing is registered. */
  known: { value: string; isMasked: boolean } | null
  onClose: () => void
}

/** How a value is written, where it is not plain. */
const EXAMPLES: Partial<Record<PersonField, string>> = { birthDate: '1950-02-28', sex: '男 或 女' }

/** One field of oneself: what is registered, and what should be. */
export function FieldSheet({ field, forPersonId, known, onClose }: FieldSheetProps) {
  const [value, setValue] = useState('')
  const [words, setWords] = useState('')
  const { send, isBusy, fault } = useSend(api.corrections.ask, {
    onDone: () => {
      tell('提上去了，网格员核实后更正')
      onClose()
    },
  })
  const { label, max } = PERSON_FIELDS[field]
  const text = words.trim()
  return (
    <Sheet
      isOpen
      title={label}
      onClose={onClose}
      footer={
        <>
          <Button word="先不改" look="outline" onTap={onClose} />
          <Button
            id="correction-send"
            word={known ? '提出更正' : '请网格员补上'}
            isWide
            isBusy={isBusy}
            isDisabled={value.trim() === ''}
            onTap={() => void send({ field, value: value.trim(), forPersonId, ...(text && { text }) })}
          />
        </>
      }
    >
      {fault ? <NoticeBar kind="danger" words={fault.message} /> : null}
      {known ? (
        <OwnValue of={{ field }} known={known.value} isMasked={known.isMasked && forPersonId === undefined} />
      ) : null}
      <TextField
        id="correction-value"
        label={known ? '对的应当是' : forPersonId ? label : `您的${label}`}
        example={EXAMPLES[field]}
        value={value}
        maxLength={max}
        onChange={setValue}
      />
      <TextField
        id="correction-words"
        label="补充说一句，可以不写"
        caption="别写号码，只写怎么回事"
        value={words}
        isLong
        maxLength={CORRECTION_WORDS_MAX}
        onChange={setWords}
      />
    </Sheet>
  )
}
