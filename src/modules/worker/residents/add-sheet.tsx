import {
  RESIDENCY_LABELS,
  RESIDENCY_RELATIONS,
  type ResidencyRelation,
} from '../../../../cloudfunctions/contract/registry'
import { ConfirmSheet } from '../../../ui/confirm-sheet'
import { TextField } from '../../../ui/form-field'
import { ListCell } from '../../../ui/list-cell'
import { NoticeBar } from '../../../ui/notice-bar'
import { Segmented } from '../../../ui/segmented'
import { useParcel } from './use-parcel'

const RELATIONS = RESIDENCY_RELATIONS.map((key) => ({ key, word: RESIDENCY_LABELS[key] }))
const BLANK = { name: '', phone: '', idNumber: '', relation: 'family' as ResidencyRelation, isHead: false }

/** Writes down somebody who has moved in. */
export function AddSheet({ homeId, onClose }: { homeId: string; onClose: () => void }) {
  const { draft, change, send, isBusy, refusal } = useParcel({
    path: 'residents.add',
    name: `residents.add.${homeId}`,
    blank: BLANK,
    done: '登记好了',
    onClose,
  })
  const { name, phone, idNumber, relation, isHead } = draft
  const input = {
    homeId,
    name: name.trim(),
    relation,
    isHead,
    ...(phone.trim() && { phone: phone.trim() }),
    ...(idNumber.trim() && { idNumber: idNumber.trim() }),
  }
  return (
    <ConfirmSheet
      id="resident-add-send"
      isOpen
      title="登记住进来的人"
      body="身份证号和姓名都对上的，是同一个人搬来，不会登记两遍。"
      verb="登记这个人"
      back="先不登记"
      isBusy={isBusy}
      isDisabled={name.trim() === ''}
      onConfirm={() => void send(input, `登记${name.trim()}`)}
      onClose={onClose}
    >
      {refusal ? <NoticeBar kind="danger" words={refusal} /> : null}
      <TextField id="add-name" label="姓名" value={name} maxLength={30} onChange={(next) => change({ name: next })} />
      <TextField
        id="add-phone"
        label="电话（没有可以不填）"
        kind="phone"
        value={phone}
        maxLength={20}
        onChange={(next) => change({ phone: next })}
      />
      <TextField
        id="add-id-number"
        label="身份证号（没带可以不填）"
        value={idNumber}
        maxLength={18}
        onChange={(next) => change({ idNumber: next })}
      />
      <Segmented
        id="add-relation"
        label="和这一户是什么关系"
        items={RELATIONS}
        value={relation}
        onChange={(next) => change({ relation: next })}
      />
      <ListCell id="add-head" title="是户主" isOn={isHead} onTap={() => change({ isHead: !isHead })} />
    </ConfirmSheet>
  )
}
