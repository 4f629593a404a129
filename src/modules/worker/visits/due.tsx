import { View } from '@tarojs/components'
import { useState } from 'react'
import { useNow } from '../../../lib/clock'
import { dayOf } from '../../../lib/format'
import { openPage } from '../../../lib/open-page'
import { pageState } from '../../../lib/page-state'
import { api } from '../../../lib/rpc'
import { useSession } from '../../../lib/session'
import { usePages } from '../../../lib/use-pages'
import { paths } from '../../../paths'
import { Button } from '../../../ui/button'
import { Card } from '../../../ui/card'
import { ListEnd } from '../../../ui/list-cell'
import { NoticeBar } from '../../../ui/notice-bar'
import { Page } from '../../../ui/page'
import { StatusTag } from '../../../ui/status-tag'
import { AskSheet } from './ask-sheet'
import { DoneSheet } from './done-sheet'
import '../residents/residents.css'

type Due = Awaited<ReturnType<typeof api.visits.due>>['items'][number]

function When({ due, moment }: { due: Due; moment: Date }) {
  const { daysLate, dueOn } = due
  if (daysLate > 0) return <StatusTag word={`晚了 ${daysLate} 天`} icon="alert-circle" tone="danger" />
  return <StatusTag word={`${dayOf(`${dueOn}T12:00:00+08:00`, moment)}前`} icon="clock" tone="info" />
}

interface DueCardProps {
  due: Due
  moment: Date
  onWrite: () => void
  /** For those who send somebody else. */
  onAsk?: (() => void) | undefined
}

function DueCard({ due, moment, onWrite, onAsk }: DueCardProps) {
  const { personId, name, age, sexLabel, homeLabel, reasons } = due
  const words = [name, sexLabel, age === null ? null : `${age} 岁`].filter(Boolean).join(' ')
  return (
    <Card>
      <View className="row wrap apart">
        <View className="lead b">{words}</View>
        <When due={due} moment={moment} />
      </View>
      <View className="soft mt1">{homeLabel}</View>
      <View className="sub soft mt1">{reasons.join('、')}</View>
      <View className="row wrap mt2">
        <Button id={`visit-${personId}`} word="记走访" look="tint" isSmall label={`记走访，${name}`} onTap={onWrite} />
        <Button
          id={`card-${personId}`}
          word="看登记卡"
          look="outline"
          isSmall
          label={`看${name}的登记卡`}
          onTap={() => openPage(paths.residentCard(personId))}
        />
        {onAsk ? (
          <Button
            id={`ask-${personId}`}
            word="请网格员上门"
            look="outline"
            isSmall
            label={`请网格员上门，${name}`}
            onTap={onAsk}
          />
        ) : null}
      </View>
    </Card>
  )
}

/** Whom to look in on: those who have waited longest first, and a week ahead. */
export default function VisitsDue() {
  const moment = useNow()
  const { me } = useSession()
  const [writing, write] = useState<Due | null>(null)
  const [asking, ask] = useState<Due | null>(null)
  const { query, items, first, isEmpty } = usePages(['visits', 'visits.due'], (cursor) => api.visits.due({ cursor }))
  const empty = {
    kind: 'empty',
    sentence: '往后七天没有该走访的人。给居民加上独居、空巢这些标签，到期会出现在这里',
  } as const
  const overdue = first?.overdue ?? 0
  return (
    <Page
      title="该走访的人"
      className="at-desk registry"
      state={isEmpty ? empty : pageState(query)}
      onRetry={query.refetch}
    >
      {overdue > 0 ? <NoticeBar kind="notice" icon="clock" words={`有 ${overdue} 人过了日子还没去`} /> : null}
      <View className="registry-abreast">
        {items.map((due) => (
          <DueCard
            key={due.personId}
            due={due}
            moment={moment}
            onWrite={() => write(due)}
            onAsk={me?.isSupervisor ? () => ask(due) : undefined}
          />
        ))}
      </View>
      {query.hasNextPage ? null : <ListEnd />}
      {writing ? <DoneSheet personId={writing.personId} name={writing.name} onClose={() => write(null)} /> : null}
      {asking ? <AskSheet personId={asking.personId} name={asking.name} onClose={() => ask(null)} /> : null}
    </Page>
  )
}
