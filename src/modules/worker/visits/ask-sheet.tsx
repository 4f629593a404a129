import { VISIT_ASK_MAX, VISIT_REQUEST_KEYS, VISIT_REQUESTS } from '../../../../cloudfunctions/contract/worker/visits'
import { tell } from '../../../lib/tell'
import { useAsking } from '../../../parts/visits/use-asking'
import { Chip, Chips } from '../../../ui/chip'
import { ConfirmSheet } from '../../../ui/confirm-sheet'
import { TextField } from '../../../ui/form-field'
import { NoticeBar } from '../../../ui/notice-bar'

interface AskSheetProps {
  personId: string
  name: string
  onClose: () => void
}

/** A secretary asks the grid's worker to look in on somebody. */
export function AskSheet({ personId, name, onClose }: AskSheetProps) {
  const { draft, change, send, isBusy, refusal } = useAsking({
    path: 'visits.askFor',
    name: `visits.askFor.${personId}`,
    reason: 'routine',
    title: `请网格员去看${name}`,
  })
  const ask = async () => {
    const outcome = await send(personId)
    if (!outcome) return
    tell(outcome.kind === 'sent' ? '请过了，有人接单告诉您' : '没连上网，已存在手机上，有网自动发')
    onClose()
  }
  return (
    <ConfirmSheet
      id="visit-ask-send"
      isOpen
      title={`请网格员去看${name}`}
      body="接单前只看得到楼栋和原因，接了单才知道去看谁。写的时候不用写姓名。"
      verb="请网格员上门"
      back="先不请"
      isBusy={isBusy}
      onConfirm={() => void ask()}
      onClose={onClose}
    >
      {refusal ? <NoticeBar kind="danger" words={refusal} /> : null}
      <Chips label="因为什么">
        {VISIT_REQUEST_KEYS.map((key) => (
          <Chip
            key={key}
            id={`reason-${key}`}
            word={VISIT_REQUESTS[key].label}
            state={draft.reason === key ? 'selected' : 'off'}
            onTap={() => change({ reason: key })}
          />
        ))}
      </Chips>
      <TextField
        id="visit-ask-text"
        label="想交代一句（可以不写）"
        example="比如：天冷了，看看家里暖不暖"
        value={draft.text}
        isLong
        maxLength={VISIT_ASK_MAX}
        onChange={(text) => change({ text })}
      />
    </ConfirmSheet>
  )
}
