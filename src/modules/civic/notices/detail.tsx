import { useQuery } from '@tanstack/react-query'
import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useEffect, useRef } from 'react'
import { useNow } from '../../../lib/clock'
import { timeOf } from '../../../lib/format'
import { openPage } from '../../../lib/open-page'
import { pageState } from '../../../lib/page-state'
import { api } from '../../../lib/rpc'
import { useSend } from '../../../lib/send'
import { tell } from '../../../lib/tell'
import { ReminderOffer } from '../../../parts/reminder-offer'
import { paths } from '../../../paths'
import { ActionBar } from '../../../ui/action-bar'
import { Button } from '../../../ui/button'
import { Card } from '../../../ui/card'
import { NoticeBar } from '../../../ui/notice-bar'
import { Page } from '../../../ui/page'
import { PhotoRow } from '../../../ui/photo-picker'
import { StatusTag } from '../../../ui/status-tag'
import { Comments } from './comments'
import { Documents } from './documents'
import { NoticeWords } from './notice-words'
import './notices.css'

export type Notice = Awaited<ReturnType<typeof api.notices.get>>

/** What has become of it since it was sent; first, because it may turn what follows around. */
function Since({ notice }: { notice: Notice }) {
  const moment = useNow()
  const { state, recallReason, correctedAt, whatChanged } = notice
  if (state === 'recalled')
    return <NoticeBar kind="danger" icon="arrow-back-up" words={`这条通知已撤回：${recallReason ?? ''}`} />
  if (state === 'expired') return <NoticeBar kind="notice" words="这条通知已经过期，请以新通知为准" />
  if (correctedAt === null) return null
  return <NoticeBar kind="notice" icon="pencil" words={`${timeOf(correctedAt, moment)} 更正：${whatChanged ?? ''}`} />
}

/** It counts as read once it is on the screen; a repeat changes nothing. */
function useRead(notice: Notice | undefined) {
  const { send } = useSend(api.notices.read, { topics: ['messages', 'session'] })
  const told = useRef('')
  const wording = notice && `${notice.id} ${notice.correctedAt}`
  useEffect(() => {
    if (!notice || !wording || notice.isRead || notice.publishedAt === null || told.current === wording) return
    told.current = wording
    void send({ id: notice.id })
  }, [notice, wording, send])
}

function Bar({ notice }: { notice: Notice }) {
  const { send, isBusy } = useSend(api.notices.confirm, {
    topics: ['messages'],
    onDone: () => tell('好的，社区知道您看过了'),
    onFault: ({ message }) => tell(message),
  })
  if (notice.can.confirm)
    return (
      <ActionBar help="点了以后，社区就知道您看过了" helpIcon="eye">
        <Button
          id="notice-confirm"
          word="已知晓"
          icon="circle-check"
          isWide
          isBusy={isBusy}
          onTap={() => void send({ id: notice.id })}
        />
      </ActionBar>
    )
  if (notice.form === null) return null
  return (
    <ActionBar>
      <Button
        id="notice-reach"
        word="看通知到没到"
        look="outline"
        isWide
        onTap={() => openPage(paths.noticeReach(notice.id))}
      />
    </ActionBar>
  )
}

function Content({ notice }: { notice: Notice }) {
  const moment = useNow()
  const at = notice.publishedAt
  return (
    <>
      <Since notice={notice} />
      <Card>
        <View className="title">{notice.title}</View>
        <View className="sub soft mt1">{`${notice.placeName}${at ? `，${timeOf(at, moment)}` : ''}`}</View>
        {notice.isConfirmed ? (
          <View className="row wrap mt2">
            <StatusTag word="您已知晓" icon="circle-check" tone="ok" />
          </View>
        ) : null}
        <NoticeWords notice={notice} />
        {notice.pictures.length > 0 ? (
          <View className="mt3">
            <PhotoRow photos={notice.pictures} />
          </View>
        ) : null}
        <Documents files={notice.files} />
      </Card>
      <ReminderOffer id="notice-remind" templates={['noticePosted']} isWhenLow />
      {notice.commentsAllowed || notice.comments > 0 ? <Comments notice={notice} /> : null}
    </>
  )
}

/** One notice as its readers have it. */
export default function NoticePage() {
  const { id = '' } = useRouter().params
  const query = useQuery({ queryKey: ['messages', 'notices.get', id], queryFn: () => api.notices.get({ id }) })
  const notice = query.data
  useRead(notice)
  return (
    <Page
      title="通知"
      skeleton="detail"
      state={pageState(query)}
      onRetry={query.refetch}
      bar={notice ? <Bar notice={notice} /> : undefined}
    >
      {notice ? <Content notice={notice} /> : null}
    </Page>
  )
}
