import { View } from '@tarojs/components'
import { useState } from 'react'
import {
  REVEAL_PURPOSE_KEYS,
  REVEAL_PURPOSES,
  REVEAL_SHOWN_SECONDS,
  REVEAL_WORDS_MAX,
  type RevealPurpose,
} from '../../../cloudfunctions/contract/account/privacy'
import { labelOf } from '../../../cloudfunctions/contract/items'
import { useIsOnline } from '../../lib/network'
import { api } from '../../lib/rpc'
import { asRpcError } from '../../lib/rpc-error'
import { tell } from '../../lib/tell'
import { ConfirmSheet } from '../../ui/confirm-sheet'
import { TextField } from '../../ui/form-field'
import { ListCell } from '../../ui/list-cell'
import { NoticeBar } from '../../ui/notice-bar'
import type { Asked } from './use-reveal'

interface RevealSheetProps {
  asked: Asked
  onShown: (value: string) => void
  onClose: () => void
}

/** Why somebody wants to see it: the person reads it. */
export function RevealSheet({ asked: { personId, name, field, itemId }, onShown, onClose }: RevealSheetProps) {
  const [purpose, choose] = useState<RevealPurpose | null>(null)
  const [words, write] = useState('')
  const [isBusy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<string | null>(null)
  const isOnline = useIsOnline()
  const label = labelOf(field)
  const look = async () => {
    if (!purpose || isBusy) return
    setBusy(true)
    setRefusal(null)
    try {
      const text = words.trim()
      const asked = { personId, field, purpose, ...(itemId && { itemId }), ...(text && { text }) }
      const { value } = await api.reveal.field(asked)
      if (value === null) tell(`没有登记${label}`)
      else onShown(value)
      onClose()
    } catch (cause) {
      setRefusal(asRpcError(cause).message)
      setBusy(false)
    }
  }
  return (
    <ConfirmSheet
      id="reveal-send"
      isOpen
      title={`看${name}的${label}，用来做什么`}
      body={`显示 ${REVEAL_SHOWN_SECONDS} 秒，然后自动遮上。谁看的、为什么看，本人查得到。`}
      verb={`看${label}`}
      back="先不看"
      isBusy={isBusy}
      isDisabled={purpose === null || !isOnline}
      onConfirm={() => void look()}
      onClose={onClose}
    >
      {refusal ? <NoticeBar kind="danger" words={refusal} /> : null}
      {isOnline ? null : <NoticeBar kind="offline" words="没连上网。完整的号码不存在手机上，连上后再看" />}
      <View>
        {REVEAL_PURPOSE_KEYS.map((key) => (
          <ListCell
            key={key}
            id={`purpose-${key}`}
            title={REVEAL_PURPOSES[key]}
            isSelected={key === purpose}
            onTap={() => choose(key)}
          />
        ))}
      </View>
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
