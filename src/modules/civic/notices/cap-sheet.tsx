import { useState } from 'react'
import { useIsOnline } from '../../../lib/network'
import { api } from '../../../lib/rpc'
import { useSend } from '../../../lib/send'
import { tell } from '../../../lib/tell'
import { ConfirmSheet } from '../../../ui/confirm-sheet'
import { TextField } from '../../../ui/form-field'
import { ListCell } from '../../../ui/list-cell'
import { NoticeBar } from '../../../ui/notice-bar'
import { capOf, yuanOf } from './money'
import type { Setting } from './setting-words'

/** Digits of yuan; more than the largest cap has, so that one too many is seen and said. */
const DIGITS_MAX = 11
const WHOLE_YUAN = 100

interface CapSheetProps {
  place: Setting
  /** Of a place for which nothing was set. */
  usualCapFen: number
  onClose: () => void
}

/** How much a place may spend in a month on text messages and calls, and what follows from it. */
export function CapSheet({ place, usualCapFen, onClose }: CapSheetProps) {
  const { id, name, capFen, spentFen } = place
  const isOnline = useIsOnline()
  const [text, write] = useState(capFen % WHOLE_YUAN === 0 ? String(capFen / WHOLE_YUAN) : '')
  const { send, isBusy, fault } = useSend(api.notices.setCap, {
    topics: ['notices'],
    onDone: () => {
      tell('定好了，从现在起照这个算')
      onClose()
    },
  })
  const cap = capOf(text)
  const isWrong = 'lack' in cap
  return (
    <ConfirmSheet
      id="cap-set"
      isOpen
      title={`${name}每月最多花多少`}
      body="短信和电话花到这个数就不再发，没通知到的人改为上门。告警照常发，不受这个数限制。"
      verb={isWrong ? cap.lack : `定为 ${yuanOf(cap.fen)}`}
      back="先不改"
      isBusy={isBusy}
      isDisabled={!isOnline || isWrong || cap.fen === capFen}
      onConfirm={() => (isWrong ? undefined : void send({ placeId: id, capFen: cap.fen }))}
      onClose={onClose}
    >
      {fault ? <NoticeBar kind="danger" words={fault.message} /> : null}
      {isOnline ? null : <NoticeBar kind="offline" words="没连上网，连上后再改" />}
      <TextField
        id="cap-yuan"
        label="每月最多多少元"
        example="例如：300"
        caption={`通常是 ${yuanOf(usualCapFen)}`}
        {...(isWrong && text !== '' && { error: cap.lack })}
        kind="number"
        maxLength={DIGITS_MAX}
        value={text}
        onChange={write}
      />
      <ListCell
        icon="device-mobile"
        title={`这个月已经花了 ${yuanOf(spentFen)}`}
        second="算在里面；下个月从 0 开始算"
      />
      {!isWrong && cap.fen <= spentFen ? (
        <NoticeBar kind="notice" icon="alert-triangle" words="定下后，这个月的通知不再发短信、打电话" />
      ) : null}
    </ConfirmSheet>
  )
}
