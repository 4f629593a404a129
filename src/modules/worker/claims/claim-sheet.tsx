import { useQuery } from '@tanstack/react-query'
import { View } from '@tarojs/components'
import { useState } from 'react'
import {
  CLAIM_REFUSAL_KEYS,
  CLAIM_REFUSALS,
  type ClaimRefusal,
  RESIDENCY_LABELS,
} from '../../../../cloudfunctions/contract/registry'
import { api } from '../../../lib/rpc'
import { asRpcError } from '../../../lib/rpc-error'
import { useSend } from '../../../lib/send'
import { tell } from '../../../lib/tell'
import { Button } from '../../../ui/button'
import { ListCell } from '../../../ui/list-cell'
import { NoticeBar } from '../../../ui/notice-bar'
import { Sheet } from '../../../ui/sheet'
import { Reasons } from './reasons'

type Claim = Awaited<ReturnType<typeof api.claims.get>>

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
  const approving = useSend(api.claims.approve, done('认房通过了，已告诉本人'))
  const refusing = useSend(api.claims.refuse, done('没有通过，已告诉本人原因'))
  return {
    approve: (samePersonId: string | null) => void approving.send({ id, isSeenInPerson: true, samePersonId }),
    refuse: (reason: ClaimRefusal) => void refusing.send({ id, reason }),
    isBusy: approving.isBusy || refusing.isBusy,
    fault: approving.fault ?? refusing.fault,
  }
}

/** Which of those registered there under this name it is; none unless the worker says so. */
function SameName({
  claim,
  chosen,
  onChoose,
}: {
  claim: Claim
  chosen: string | null
  onChoose: (id: string | null) => void
}) {
  const free = claim.sameName.filter(({ isTaken }) => !isTaken)
  if (claim.sameName.length > free.length && free.length === 0)
    return <NoticeBar kind="notice" words="这一户登记的同名居民已有账号，请问清是不是同一个人" />
  return free.map(({ personId, phoneMasked }) => (
    <ListCell
      key={personId}
      id={`same-${personId}`}
      title={`就是登记在这一户的${claim.name}`}
      second={phoneMasked ? `登记的电话 ${phoneMasked}；选上后两份资料合成一份` : '没登记电话；选上后两份资料合成一份'}
      isSelected={chosen === personId}
      onTap={() => onChoose(chosen === personId ? null : personId)}
    />
  ))
}

/** One claim: who, which home, whether the registry knows the name there; approve or refuse. */
export function ClaimSheet(props: Props) {
  const { id, onClose } = props
  const [isSeen, setSeen] = useState(false)
  const [same, setSame] = useState<string | null>(null)
  const [isRefusing, setRefusing] = useState(false)
  // Looked at once each time it is opened: every look is written down.
  const query = useQuery({
    queryKey: ['claims', 'claims.get', id],
    queryFn: () => api.claims.get({ id }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  })
  const { approve, refuse, isBusy, fault } = useDeciding(props)
  if (isRefusing)
    return (
      <Reasons
        keys={CLAIM_REFUSAL_KEYS}
        labels={CLAIM_REFUSALS}
        verb="告诉本人"
        onPick={refuse}
        onBack={() => setRefusing(false)}
        isBusy={isBusy}
      />
    )
  const claim = query.data
  const problem = fault ?? (query.error && !claim ? asRpcError(query.error) : null)
  return (
    <Sheet
      isOpen
      title="核实认房"
      onClose={onClose}
      footer={
        <>
          <Button id="claim-refuse" word="不通过" look="outline" isDisabled={!claim} onTap={() => setRefusing(true)} />
          <Button
            id="claim-approve"
            word="认房通过"
            isWide
            isBusy={isBusy}
            isDisabled={!claim || !isSeen}
            onTap={() => approve(same)}
          />
        </>
      }
    >
      {problem ? <NoticeBar kind="danger" words={problem.message} /> : null}
      {claim ? (
        <>
          <ListCell icon="home" title={claim.label} second={`说自己是${RESIDENCY_LABELS[claim.relation]}`} />
          <ListCell
            icon="user"
            title={claim.name}
            second={claim.phoneMasked ? `手机号 ${claim.phoneMasked}` : '没绑定手机号'}
          />
          <SameName claim={claim} chosen={same} onChoose={setSame} />
          <ListCell
            id="claim-seen"
            title="我当面见过本人"
            second="看过身份证和房产证或租房合同"
            isOn={isSeen}
            onTap={() => setSeen(!isSeen)}
          />
          <View className="foot faint mt2">您看过这条申请，会记进本人的「谁看过我的资料」。</View>
        </>
      ) : null}
    </Sheet>
  )
}
