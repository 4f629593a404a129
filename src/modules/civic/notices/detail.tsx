import { useQuery } from '@tanstack/react-query'
import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useEffect } from 'react'
import { useNow } from '../../../lib/clock'
import { timeOf } from '../../../lib/format'
import { pageState } from '../../../lib/page-state'
import { api } from '../../../lib/rpc'
import { useSend } from '../../../lib/send'
import { tell } from '../../../lib/tell'
import { ReminderOffer } from '../../../parts/reminder-offer'
import { ActionBar } from '../../../ui/action-bar'
import { Button } from '../../../ui/button'
import { Card } from '../../../ui/card'
import { NoticeBar } from '../../../ui/notice-bar'
import { Page } from '../../../ui/page'
import { StatusTag } from '../../../ui/status-tag'
import { Attached } from './attached'
import { Comments } from './comments'
import { marksOf } from './marks'
import type { Notice } from './notice'
import { WordsShown } from './words-shown'

interface PartProps {
  notice: Notice
  moment: Date
}

/** Opening is reading, of the text as it stands now: a correction is read anew. */
function useReading(notice: Notice | undefined): void {
  const { send } = useSend(api.notices.read, { topics: ['messages'] })
  const unread = notice && !notice.isRead ? notice.id : null
  const revision = notice?.revision
  useEffect(() => {
    if (unread) void send({ id: unread, revision })
  }, [unread, revision, send])
}

/** What changed since it was first posted, or that it holds no more. */
function Changed({ notice, moment }: PartProps) {
  const { state, recallReason, whatChanged, correctedAt, isCorrected } = notice
  if (state === 'recalled')
    return <NoticeBar kind="danger" icon="arrow-back-up" words={`这条撤回了，不用照着办。${recallReason ?? ''}`} />
  if (!isCorrected || !correctedAt) return null
  return <NoticeBar kind="notice" icon="pencil" words={`${timeOf(correctedAt, moment)} 更正过：${whatChanged ?? ''}`} />
}

function Head({ notice, moment }: PartProps) {
  const { title, placeName, publishedAt } = notice
  const marks = marksOf({ ...notice, isRead: true })
  return (
    <Card>
      <View className="title">{title}</View>
      <View className="sub soft mt1">
        {placeName}
        {publishedAt ? `，${timeOf(publishedAt, moment)}` : ''}
      </View>
      {marks.length > 0 ? (
        <View className="row wrap mt2">
          {marks.map((mark) => (
            <StatusTag key={mark.word} {...mark} />
          ))}
        </View>
      ) : null}
    </Card>
  )
}

function KnownBar({ notice: { id, revision } }: Pick<PartProps, 'notice'>) {
  const { send, isBusy } = useSend(api.notices.confirm, {
    topics: ['messages'],
    onDone: () => tell('记下了，谢谢您'),
    onFault: (fault) => tell(fault.message),
  })
  return (
    <ActionBar help="看明白了点一下，社区就知道您收到了" helpIcon="info-circle">
      <Button
        id="notice-confirm"
        word="我已知晓"
        icon="check"
        isWide
        isBusy={isBusy}
        onTap={() => void send({ id, revision })}
      />
    </ActionBar>
  )
}

/** One notice: what changed, what it says, what came with it, and what its readers say. */
export default function NoticePage() {
  const { id = '' } = useRouter().params
  const moment = useNow()
  const query = useQuery({ queryKey: ['messages', 'notices.get', { id }], queryFn: () => api.notices.get({ id }) })
  const notice = query.data
  useReading(notice)
  return (
    <Page
      title="通知"
      skeleton="detail"
      state={pageState(query)}
      onRetry={query.refetch}
      bar={notice?.can.confirm ? <KnownBar notice={notice} /> : null}
    >
      {notice ? (
        <>
          <Changed notice={notice} moment={moment} />
          <Head notice={notice} moment={moment} />
          <WordsShown notice={notice} />
          <Attached notice={notice} onRenew={() => query.refetch().then(({ data }) => data)} />
          {notice.can.confirm ? null : <ReminderOffer id="notice-remind" templates={['noticePosted']} isWhenLow />}
          {notice.commentsAllowed || notice.comments > 0 ? <Comments notice={notice} moment={moment} /> : null}
        </>
      ) : null}
    </Page>
  )
}
