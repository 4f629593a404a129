import { useQuery } from '@tanstack/react-query'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { GUARDIANSHIP_REFUSAL_KEYS, GUARDIANSHIP_REFUSALS } from '../../../../cloudfunctions/contract/account/family'
import { CONSENT_TEXTS } from '../../../../cloudfunctions/contract/account/privacy'
import { api } from '../../../lib/rpc'
import { asRpcError } from '../../../lib/rpc-error'
import { useSend } from '../../../lib/send'
import { tell } from '../../../lib/tell'
import { Button } from '../../../ui/button'
import { ListCell } from '../../../ui/list-cell'
import { NoticeBar } from '../../../ui/notice-bar'
import { Sheet } from '../../../ui/sheet'
import { Reasons } from './reasons'

type Ask = Awaited<ReturnType<typeof api.guardianships.get>>

interface Props {
  id: string
  onClose: () => void
}

function useDeciding({ id, onClose }: Props) {
  const done = (sentence: string) => ({
    topics: ['messages' as const],
    onDone: () => {
      tell(sentence)
      onClose()
    },
  })
  const confirming = useSend(api.guardianships.confirm, done('通过了，双方都会收到消息'))
  const refusing = useSend(api.guardianships.refuse, done('没有通过，已告诉申请的人'))
  return {
    confirm: (personId: string) => void confirming.send({ id, personId, isAgreedInPerson: true }),
    refuse: (reason: Parameters<typeof refusing.send>[0]['reason']) => void refusing.send({ id, reason }),
    isBusy: confirming.isBusy || refusing.isBusy,
    fault: confirming.fault ?? refusing.fault,
  }
}

/** Whom the registry has under that name in that home; the worker says which of them, where there are several. */
function Meant({ ask, chosen, onChoose }: { ask: Ask; chosen: string | null; onChoose: (id: string) => void }) {
  if (ask.meant.length === 0) return <NoticeBar kind="notice" words="登记里这一户没有叫这个名字的，请先核对住户登记" />
  return ask.meant.map(({ personId, phoneMasked, isChild }) => (
    <ListCell
      key={personId}
      id={`meant-${personId}`}
      title={`登记在这一户的${ask.name}`}
      second={isChild ? '不满 14 岁，由监护人代办' : phoneMasked ? `登记的电话 ${phoneMasked}` : '没登记电话'}
      isSelected={chosen === personId}
      onTap={() => onChoose(personId)}
    />
  ))
}

/** One ask: who for whom; confirmed where the person said yes to the worker's face. */
export function GuardianshipSheet(props: Props) {
  const { id, onClose } = props
  const [isAgreed, setAgreed] = useState(false)
  const [picked, pick] = useState<string | null>(null)
  const [isRefusing, setRefusing] = useState(false)
  // Looked at once each time it is opened: every look is written down.
  const query = useQuery({
    queryKey: ['claims', 'guardianships.get', id],
    queryFn: () => api.guardianships.get({ id }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  })
  const { confirm, refuse, isBusy, fault } = useDeciding(props)
  if (isRefusing)
    return (
      <Reasons
        keys={GUARDIANSHIP_REFUSAL_KEYS}
        labels={GUARDIANSHIP_REFUSALS}
        verb="告诉申请的人"
        onPick={refuse}
        onBack={() => setRefusing(false)}
        isBusy={isBusy}
      />
    )
  const ask = query.data
  const chosen = picked ?? (ask?.meant.length === 1 ? ask.meant[0]!.personId : null)
  const isChild = ask?.meant.some(({ personId, isChild }) => personId === chosen && isChild) ?? false
  const problem = fault ?? (query.error && !ask ? asRpcError(query.error) : null)
  return (
    <Sheet
      isOpen
      title="核实替家人办事"
      onClose={onClose}
      footer={
        <>
          <Button
            id="guardianship-refuse"
            word="不通过"
            look="outline"
            isDisabled={!ask}
            onTap={() => setRefusing(true)}
          />
          <Button
            id="guardianship-confirm"
            word="通过申请"
            isWide
            isBusy={isBusy}
            isDisabled={!chosen || !isAgreed}
            onTap={() => chosen && confirm(chosen)}
          />
        </>
      }
    >
      {problem ? <NoticeBar kind="danger" words={problem.message} /> : null}
      {ask ? (
        <>
          <ListCell
            icon="user"
            title={`${ask.asker.name}想替${ask.name}办事`}
            second={`说是${ask.relation}${ask.asker.phoneMasked ? `，手机号 ${ask.asker.phoneMasked}` : ''}`}
          />
          <ListCell icon="home" title={ask.homeLabel} />
          <Meant ask={ask} chosen={chosen} onChoose={pick} />
          {isChild ? null : <View className="soft sheet-note">{`念给本人听：${CONSENT_TEXTS.guardian.text}`}</View>}
          <ListCell
            id="guardianship-agreed"
            title={isChild ? '看过户口本，是孩子的监护人' : '当面征得本人同意'}
            second={isChild ? '和孩子登记在同一户' : '念过同意的内容，本人说可以'}
            isOn={isAgreed}
            onTap={() => setAgreed(!isAgreed)}
          />
          <View className="foot faint mt2">您核实的会写进同意记录，双方都看得到您看过。</View>
        </>
      ) : null}
    </Sheet>
  )
}
