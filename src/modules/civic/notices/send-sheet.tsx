import { View } from '@tarojs/components'
import { useNow } from '../../../lib/clock'
import { countOf, timeOf } from '../../../lib/format'
import { ConfirmSheet } from '../../../ui/confirm-sheet'
import { ListCell } from '../../../ui/list-cell'
import { NoticeBar } from '../../../ui/notice-bar'
import { audienceWords, type Options } from './audience-words'
import type { Estimate } from './estimate-card'
import { leftWords, overWords, yuanOf } from './money'
import type { NoticeDraft } from './notice-draft'

interface SendSheetProps {
  draft: NoticeDraft
  estimate: Estimate
  options: Options
  isBusy: boolean
  fault: string | null
  onConfirm: () => void
  onClose: () => void
}

/** 发给 1,186 人; 发给选的人 where too few are meant to be counted. */
export const sendWords = ({ people, isFew }: Estimate): string => (isFew ? '发给选的人' : `发给 ${countOf(people)} 人`)

/** The last look before it goes: how many, what it costs, and what nobody can take back. */
export function SendSheet({ draft, estimate, options, isBusy, fault, onConfirm, onClose }: SendSheetProps) {
  const moment = useNow()
  const { publishAt } = draft
  const over = overWords(estimate)
  const verb = estimate.needsApproval ? '交去审批' : publishAt ? '定时发出' : sendWords(estimate)
  const when = publishAt ? `${timeOf(publishAt, moment)} 发出` : '马上发出'
  return (
    <ConfirmSheet
      id="notice-publish"
      isOpen
      title={`${sendWords(estimate)}吗`}
      verb={verb}
      back="先不发"
      isBusy={isBusy}
      onConfirm={onConfirm}
      onClose={onClose}
    >
      {fault ? <NoticeBar kind="danger" words={fault} /> : null}
      <ListCell icon="users" title={audienceWords(draft.audience, options)} />
      <ListCell
        icon="clock"
        title={estimate.needsApproval ? `第二个人同意后${when}` : when}
        second={draft.isUrgent ? '加急' : undefined}
      />
      <ListCell
        icon="device-mobile"
        title={estimate.costFen > 0 ? `短信和电话约 ${yuanOf(estimate.costFen)}` : '不花钱'}
        second={leftWords(estimate)}
      />
      {over ? <NoticeBar kind="notice" icon="alert-triangle" words={over} /> : null}
      <View className="soft mt2">发出后能更正、能撤回，但提醒、短信和电话送到的收不回来，短信和电话的钱也不退。</View>
    </ConfirmSheet>
  )
}
