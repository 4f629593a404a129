import { useQuery } from '@tanstack/react-query'
import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { type CSSProperties, useState } from 'react'
import { useNow } from '../../../lib/clock'
import { useLook } from '../../../lib/elder'
import { timeOf } from '../../../lib/format'
import { goBack } from '../../../lib/open-page'
import { pageState } from '../../../lib/page-state'
import { api } from '../../../lib/rpc'
import { ActionBar } from '../../../ui/action-bar'
import { Button } from '../../../ui/button'
import { Card, Section } from '../../../ui/card'
import { ListCell } from '../../../ui/list-cell'
import { Page } from '../../../ui/page'
import { PhotoRow } from '../../../ui/photo-picker'
import { Segmented } from '../../../ui/segmented'
import { StatusTag } from '../../../ui/status-tag'
import './notices.css'

type Notice = Awaited<ReturnType<typeof api.notices.get>>

const FACES = [
  { key: 'normal', word: '平常的样子' },
  { key: 'elder', word: '长辈版' },
] as const
type Face = (typeof FACES)[number]['key']

function Words({ notice }: { notice: Notice }) {
  const moment = useNow()
  const { form, publishedAt } = notice
  const at = publishedAt ?? form?.publishAt
  return (
    <Card>
      <View className="title">{notice.title}</View>
      <View className="sub soft mt1">{`${notice.placeName}，${at ? timeOf(at, moment) : '发出时写时间'}`}</View>
      <View className="row wrap mt2">
        {form?.isUrgent ? <StatusTag word="加急" icon="urgent" tone="danger" /> : null}
        {form?.pinnedUntil ? <StatusTag word="置顶" icon="pin" tone="brand" /> : null}
        {notice.needsConfirmation ? <StatusTag word="看完点已知晓" icon="circle-check" tone="info" /> : null}
      </View>
      <View className="mt3 long-text">{notice.body}</View>
      {notice.pictures.length > 0 ? <PhotoRow photos={notice.pictures} /> : null}
      {notice.files.map(({ id, name }) => (
        <ListCell key={id} icon="file-text" title={name ?? '一份文件'} />
      ))}
    </Card>
  )
}

function Plain({ plain }: Pick<Notice, 'plain'>) {
  return (
    <Card>
      <Section title="大白话" aside={plain.label} />
      <View className="long-text">{plain.text}</View>
    </Card>
  )
}

/** As its readers will see it, in the size that is asked for. */
function Reader({ notice, face }: { notice: Notice; face: Face }) {
  const { isDark, scale } = useLook()
  const isElder = face === 'elder'
  const classes = `ll preview-face ${isElder ? 'elder' : ''} ${isDark ? 'dark' : ''}`
  return (
    <View className={classes} style={{ '--x': scale } as CSSProperties}>
      <Words notice={notice} />
      <Plain plain={notice.plain} />
    </View>
  )
}

/** 预览: what a reader gets, in both sizes, before it is sent. */
export default function PreviewNotice() {
  const { id = '' } = useRouter().params
  const [face, show] = useState<Face>('normal')
  const query = useQuery({
    queryKey: ['notices', 'notices.get', id],
    queryFn: () => api.notices.get({ id }),
    meta: { isFleeting: true },
  })
  return (
    <Page
      title="预览"
      className="at-desk"
      skeleton="detail"
      state={pageState(query)}
      onRetry={query.refetch}
      bar={
        <ActionBar
          help={query.data?.publishedAt ? '已经发出，居民看到的就是这样' : '还没有发出，居民看不到'}
          helpIcon="eye"
        >
          <Button id="preview-back" word="回去接着办" look="outline" isWide onTap={goBack} />
        </ActionBar>
      }
    >
      <Segmented id="preview" label="看哪种样子" items={FACES} value={face} onChange={show} />
      {query.data ? <Reader notice={query.data} face={face} /> : null}
    </Page>
  )
}
