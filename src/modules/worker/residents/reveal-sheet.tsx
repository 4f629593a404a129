import { useState } from 'react'
import {
  REVEAL_PURPOSE_KEYS,
  REVEAL_PURPOSES,
  REVEAL_WORDS_MAX,
  type RevealPurpose,
} from '../../../../cloudfunctions/contract/account/privacy'
import type { ValueField } from '../../../../cloudfunctions/contract/items'
import { callPhone } from '../../../lib/open-page'
import { api } from '../../../lib/rpc'
import { asRpcError } from '../../../lib/rpc-error'
import { CallButton } from '../../../ui/avatar'
import { Button } from '../../../ui/button'
import { ConfirmSheet } from '../../../ui/confirm-sheet'
import { TextField } from '../../../ui/form-field'
import { ListCell } from '../../../ui/list-cell'
import { NoticeBar } from '../../../ui/notice-bar'
import { Sheet } from '../../../ui/sheet'

/** What is to be seen in full: a field, or one item. */
export interface Sought {
  field: ValueField
  itemId?: string
  label: string
}

const PHONE = /1[3-9]\d{9}|0\d{9,11}/

interface ShownProps {
  title: string
  label: string
  value: string | null
  onClose: () => void
}

/** The value in full, with a way to call where there is a number. */
function Shown({ title, label, value, onClose }: ShownProps) {
  const phone = value?.match(PHONE)?.[0]
  return (
    <Sheet
      isOpen
      title={title}
      onClose={onClose}
      footer={<Button id="reveal-done" word="看好了" isWide onTap={onClose} />}
    >
      <ListCell
        title={value ?? '没有登记'}
        second="这次查看已经记下"
        end={phone ? <CallButton id="reveal-call" whom={label} onTap={() => callPhone(phone)} /> : undefined}
      />
    </Sheet>
  )
}

interface RevealSheetProps {
  personId: string
  name: string
  sought: Sought
  onClose: () => void
}

/** Shows one masked value in full, for a purpose that the person reads. */
export function RevealSheet({ personId, name, sought: { field, itemId, label }, onClose }: RevealSheetProps) {
  const [purpose, choose] = useState<RevealPurpose | null>(null)
  const [words, write] = useState('')
  const [seen, setSeen] = useState<{ value: string | null } | null>(null)
  const [refusal, setRefusal] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const look = async () => {
    if (!purpose) return
    setBusy(true)
    setRefusal(null)
    const text = words.trim()
    try {
      setSeen(await api.reveal.field({ personId, field, purpose, ...(itemId && { itemId }), ...(text && { text }) }))
    } catch (cause) {
      setRefusal(asRpcError(cause).message)
    } finally {
      setBusy(false)
    }
  }
  const title = `看${name}的${label}`
  if (seen) return <Shown title={title} label={label} value={seen.value} onClose={onClose} />
  return (
    <ConfirmSheet
      id="reveal-send"
      isOpen
      title={title}
      body="您为什么看，本人查得到。"
      verb={`看${label}`}
      back="先不看"
      isBusy={isBusy}
      isDisabled={!purpose}
      onConfirm={() => void look()}
      onClose={onClose}
    >
      {refusal ? <NoticeBar kind="danger" words={refusal} /> : null}
      {REVEAL_PURPOSE_KEYS.map((key) => (
        <ListCell
          key={key}
          id={`reveal-${key}`}
          title={REVEAL_PURPOSES[key]}
          isSelected={key === purpose}
          onTap={() => choose(key)}
        />
      ))}
      <TextField
        id="reveal-words"
        label="补充说一句，可以不写"
        caption="别写号码"
        value={words}
        maxLength={REVEAL_WORDS_MAX}
        onChange={write}
      />
    </ConfirmSheet>
  )
}
