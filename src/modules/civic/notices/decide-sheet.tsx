import { useQuery } from '@tanstack/react-query'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { NOTICE_WHY_MAX } from '../../../../cloudfunctions/contract/civic/notices'
import { useNow } from '../../../lib/clock'
import { timeOf } from '../../../lib/format'
import { useIsOnline } from '../../../lib/network'
import { openPage } from '../../../lib/open-page'
import { pageState } from '../../../lib/page-state'
import { api } from '../../../lib/rpc'
import { useSend } from '../../../lib/send'
import { tell } from '../../../lib/tell'
import { paths } from '../../../paths'
import { Button } from '../../../ui/button'
import { TextField } from '../../../ui/form-field'
import { ListCell } from '../../../ui/list-cell'
import { NoticeBar } from '../../../ui/notice-bar'
import { States } from '../../../ui/page'
import { Sheet } from '../../../ui/sheet'
import { whoWords } from './audience-words'
import type { NoticeRow } from './shown'
import { useOptions } from './use-options'

type Answer = Awaited<ReturnType<typeof api.notices.get>>

function Contents({ notice, row }: { notice: Answer; row: NoticeRow }) {
  const moment = useNow()
  const { form } = notice
  const options = useOptions().data
  const who = form && options ? whoWords(form.audience, options) : ''
  const audience = [form?.placeLabels.join('、'), who].filter(Boolean).join('，')
  return (
    <>
      <View className="title">{notice.title}</View>
      <View className="mt2 long-text">{notice.body}</View>
      <ListCell icon="users" title={audience} second={`${row.placeName}，${row.authorName}写的`} />
      <ListCell
        icon="clock"
        title={form?.publishAt ? `${timeOf(form.publishAt, moment)} 发出` : '同意后马上发出'}
        second={form?.isUrgent ? '加急：没看的人更早上门告知' : undefined}
      />
      <ListCell
        id="decide-preview"
        icon="eye"
        title="看居民看到的样子"
        onTap={() => openPage(paths.previewNotice(row.id))}
      />
    </>
  )
}

/** Somebody else's notice: yes sends it out, no sends it back with a reason. */
export function DecideSheet({ row, onClose }: { row: NoticeRow; onClose: () => void }) {
  const isOnline = useIsOnline()
  const [why, setWhy] = useState('')
  const [isRefusing, setRefusing] = useState(false)
  const query = useQuery({
    queryKey: ['notices', 'notices.get', row.id],
    queryFn: () => api.notices.get({ id: row.id }),
  })
  const { send, isBusy, fault } = useSend(api.notices.decide, { topics: ['notices', 'messages'] })
  const decide = async (isApproved: boolean) => {
    if (!(await send({ id: row.id, isApproved, why: isApproved ? null : why.trim() }))) return
    tell(isApproved ? '同意了，会按定好的时间发出' : '退回去了，作者会看到原因')
    onClose()
  }
  const isLacking = isRefusing && why.trim() === ''
  return (
    <Sheet
      isOpen
      title="同意发这条通知吗"
      onClose={onClose}
      footer={
        <>
          <Button
            id="notice-refuse"
            word={isRefusing ? '先不退' : '退回去改'}
            look="outline"
            isDisabled={isBusy || !query.data}
            onTap={() => setRefusing(!isRefusing)}
          />
          <Button
            id="notice-decide"
            word={isLacking ? '先写原因' : isRefusing ? '退回这条通知' : '同意发出'}
            isWide
            isBusy={isBusy}
            isDisabled={!isOnline || !query.data || isLacking}
            onTap={() => void decide(!isRefusing)}
          />
        </>
      }
    >
      {fault ? <NoticeBar kind="danger" words={fault.message} /> : null}
      {isOnline ? null : <NoticeBar kind="offline" words="没连上网，连上后再答复" />}
      {isRefusing ? (
        <TextField
          id="notice-why"
          label="为什么退回"
          example="例如：停水时间要再核对"
          isLong
          value={why}
          maxLength={NOTICE_WHY_MAX}
          onChange={setWhy}
        />
      ) : null}
      <States state={pageState(query)} onRetry={query.refetch}>
        {query.data ? <Contents notice={query.data} row={row} /> : null}
      </States>
    </Sheet>
  )
}
