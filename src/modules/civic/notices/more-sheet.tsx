import { useQuery } from '@tanstack/react-query'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { NOTICE_BODY_MAX, NOTICE_TITLE_MAX, NOTICE_WHY_MAX } from '../../../../cloudfunctions/contract/civic/notices'
import { useNow } from '../../../lib/clock'
import { timeOf } from '../../../lib/format'
import { pageState } from '../../../lib/page-state'
import { api } from '../../../lib/rpc'
import { useSend } from '../../../lib/send'
import { tell } from '../../../lib/tell'
import { ConfirmSheet } from '../../../ui/confirm-sheet'
import { TextField } from '../../../ui/form-field'
import { ListCell } from '../../../ui/list-cell'
import { NoticeBar } from '../../../ui/notice-bar'
import { States } from '../../../ui/page'
import { Sheet } from '../../../ui/sheet'
import { MomentSheet } from './moment-sheet'

type Notice = Awaited<ReturnType<typeof api.notices.get>>

interface StepProps {
  notice: Notice
  onClose: () => void
}

/** What a correction still needs before it can go out. */
function lackOf(notice: Notice, text: { title: string; body: string; whatChanged: string }): string | null {
  const [title, body, whatChanged] = [text.title, text.body, text.whatChanged].map((words) => words.trim())
  if (title === '' || body === '') return '标题和内容都要有'
  if (title === notice.title && body === notice.body) return '标题或内容改了，才能发更正'
  return whatChanged === '' ? '再写一句改了什么，收到的人先看到这句' : null
}

function CorrectSheet({ notice, onClose }: StepProps) {
  const [text, set] = useState({ title: notice.title, body: notice.body, whatChanged: '' })
  const { send, isBusy, fault } = useSend(api.notices.correct, {
    topics: ['notices'],
    onDone: () => {
      tell('更正好了，正在告诉大家')
      onClose()
    },
  })
  const lack = lackOf(notice, text)
  const write = (part: Partial<typeof text>) => set((before) => ({ ...before, ...part }))
  return (
    <ConfirmSheet
      id="correct-send"
      isOpen
      title="更正这条通知"
      body={
        notice.state === 'expired'
          ? '改了什么，会写进收到的人的消息里。过期了，不再发微信提醒。'
          : '收到的人都会再收到一次，写着改了什么。'
      }
      verb="发出更正"
      back="先不改"
      isBusy={isBusy}
      isDisabled={lack !== null}
      onConfirm={() =>
        void send({
          id: notice.id,
          title: text.title.trim(),
          body: text.body.trim(),
          whatChanged: text.whatChanged.trim(),
        })
      }
      onClose={onClose}
    >
      {fault ? <NoticeBar kind="danger" words={Object.values(fault.fields ?? {})[0] ?? fault.message} /> : null}
      <TextField
        id="correct-what"
        label="改了什么"
        example="例如：停水改到下午 2 点开始"
        value={text.whatChanged}
        maxLength={NOTICE_WHY_MAX}
        onChange={(whatChanged) => write({ whatChanged })}
      />
      <TextField
        id="correct-title"
        label="标题"
        value={text.title}
        maxLength={NOTICE_TITLE_MAX}
        onChange={(title) => write({ title })}
      />
      <TextField
        id="correct-body"
        label="内容"
        isLong
        value={text.body}
        maxLength={NOTICE_BODY_MAX}
        onChange={(body) => write({ body })}
      />
      {lack ? <View className="sub soft">{lack}</View> : null}
    </ConfirmSheet>
  )
}

function RecallSheet({ notice, onClose }: StepProps) {
  const [why, setWhy] = useState('')
  const { send, isBusy, fault } = useSend(api.notices.recall, {
    topics: ['notices'],
    onDone: () => {
      tell('撤回了，没送到的不再送')
      onClose()
    },
  })
  return (
    <ConfirmSheet
      id="recall-send"
      isOpen
      title="撤回这条通知吗"
      body="没送到的不再送，上门名单也收回。已经看过的人会看到撤回的原因。撤回后不能再发出去。"
      verb="撤回通知"
      back="先不撤回"
      isGrave
      isBusy={isBusy}
      isDisabled={why.trim() === ''}
      onConfirm={() => void send({ id: notice.id, why: why.trim() })}
      onClose={onClose}
    >
      {fault ? <NoticeBar kind="danger" words={fault.message} /> : null}
      <TextField
        id="recall-why"
        label="为什么撤回"
        example="例如：自来水公司改了时间，另发通知"
        isLong
        value={why}
        maxLength={NOTICE_WHY_MAX}
        onChange={setWhy}
      />
    </ConfirmSheet>
  )
}

function usePinning(onClose: () => void) {
  const { send } = useSend(api.notices.pin, {
    topics: ['notices'],
    onDone: onClose,
    onFault: (fault) => tell(fault.message),
  })
  return (id: string, until: string | null) => void send({ id, until })
}

type Step = 'correct' | 'recall' | 'pin'

function Choices({ notice, onStep, onUnpin }: { notice: Notice; onStep: (step: Step) => void; onUnpin: () => void }) {
  const moment = useNow()
  const { can, isPinned, form } = notice
  const until = isPinned ? form?.pinnedUntil : null
  return (
    <>
      {can.correct ? (
        <ListCell
          id="more-correct"
          icon="pencil"
          title="更正"
          second="改标题和内容，大家会再收到一次"
          onTap={() => onStep('correct')}
        />
      ) : null}
      {can.pin ? (
        <ListCell
          id="more-pin"
          icon="pin"
          title={until ? `取消置顶，现在置顶到 ${timeOf(until, moment)}` : '置顶'}
          onTap={() => (until ? onUnpin() : onStep('pin'))}
        />
      ) : null}
      {can.recall ? (
        <ListCell
          id="more-recall"
          icon="arrow-back-up"
          title="撤回"
          second="写明原因，没送到的不再送"
          onTap={() => onStep('recall')}
        />
      ) : null}
    </>
  )
}

/** What its publishers can still do with a notice that is out. */
export function MoreSheet({ id, onClose }: { id: string; onClose: () => void }) {
  const [step, go] = useState<Step | null>(null)
  const pin = usePinning(onClose)
  const query = useQuery({ queryKey: ['notices', 'notices.get', id], queryFn: () => api.notices.get({ id }) })
  const { data } = query
  if (data && step === 'correct') return <CorrectSheet notice={data} onClose={onClose} />
  if (data && step === 'recall') return <RecallSheet notice={data} onClose={onClose} />
  if (step === 'pin')
    return (
      <MomentSheet
        title="置顶到什么时候"
        verb="置顶到"
        value={null}
        onPick={(until) => pin(id, until)}
        onClose={onClose}
      />
    )
  return (
    <Sheet isOpen title="这条通知" onClose={onClose}>
      <States state={pageState(query)} onRetry={query.refetch}>
        {data ? <Choices notice={data} onStep={go} onUnpin={() => pin(id, null)} /> : null}
      </States>
    </Sheet>
  )
}
