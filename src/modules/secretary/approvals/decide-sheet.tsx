import { View } from '@tarojs/components'
import { useNow } from '../../../lib/clock'
import { timeOf } from '../../../lib/format'
import { useIsOnline } from '../../../lib/network'
import { api } from '../../../lib/rpc'
import { useSend } from '../../../lib/send'
import { tell } from '../../../lib/tell'
import { Button } from '../../../ui/button'
import { ListCell } from '../../../ui/list-cell'
import { NoticeBar } from '../../../ui/notice-bar'
import { Sheet } from '../../../ui/sheet'
import { type Approval, roughlyOf } from './approval'

/** Whom, where, for what somebody wants to list; yes or no, with what follows from it. */
export function DecideSheet({ approval, onClose }: { approval: Approval; onClose: () => void }) {
  const moment = useNow()
  const isOnline = useIsOnline()
  const { send, isBusy, fault } = useSend(api.approvals.decide, { topics: ['messages'] })
  const decide = async (isApproved: boolean) => {
    if (!(await send({ id: approval.id, isApproved }))) return
    tell(isApproved ? '同意了，已告诉申请人' : '没有同意，已告诉申请人')
    onClose()
  }
  return (
    <Sheet
      isOpen
      title="同意打开这份名单吗"
      onClose={onClose}
      footer={
        <>
          <Button
            id="approval-refuse"
            word="不同意"
            look="outline"
            isDisabled={isBusy || !isOnline}
            onTap={() => void decide(false)}
          />
          <Button
            id="approval-agree"
            word="同意打开"
            isWide
            isBusy={isBusy}
            isDisabled={!isOnline}
            onTap={() => void decide(true)}
          />
        </>
      }
    >
      {fault ? <NoticeBar kind="danger" words={fault.message} /> : null}
      {isOnline ? null : <NoticeBar kind="offline" words="没连上网，连上后再答复" />}
      <ListCell icon="users" title={roughlyOf(approval)} second={approval.placeName} />
      <ListCell icon="flag" title={`用途：${approval.purposeLabel}`} />
      <ListCell icon="user" title={approval.askedByName} second={`${timeOf(approval.askedAt, moment)} 申请`} />
      <View className="foot soft mt2">
        同意后 24 小时内能打开一次、导出一次。里面每个人都查得到是谁看的、用来做什么。
      </View>
    </Sheet>
  )
}
