import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { useNow } from '../../../lib/clock'
import { countOf, timeOf } from '../../../lib/format'
import { openPage } from '../../../lib/open-page'
import { pageState } from '../../../lib/page-state'
import { api } from '../../../lib/rpc'
import { usePages } from '../../../lib/use-pages'
import { RevealRow } from '../../../parts/reveal/reveal-row'
import { type Reveal, useReveal } from '../../../parts/reveal/use-reveal'
import { paths } from '../../../paths'
import { Avatar } from '../../../ui/avatar'
import { Card } from '../../../ui/card'
import { ListCell, ListEnd } from '../../../ui/list-cell'
import { Page } from '../../../ui/page'
import { Watermark } from '../../../ui/watermark'
import { Export } from './export'
import '../secretary.css'

type Answer = Awaited<ReturnType<typeof api.people.list>>
type Member = Answer['items'][number]

interface RowProps {
  member: Member
  isKeeper: boolean
  reveal: Reveal
}

function Cell({ member, isKeeper, full }: Omit<RowProps, 'reveal'> & { full: string | null }) {
  const { personId, name, sexLabel, age, tagLabels, homeLabel, phone } = member
  return (
    <ListCell
      id={`person-${personId}`}
      lead={<Avatar name={name} />}
      title={[name, sexLabel, age === null ? null : `${age} 岁`, ...tagLabels].filter(Boolean).join(' ')}
      second={[homeLabel, full ?? phone].filter(Boolean).join('，')}
      {...(isKeeper && { onTap: () => openPage(paths.residentCard(personId)) })}
    />
  )
}

/** One person of the list. Who keeps the registry there opens the card, or asks for the whole number. */
function Row({ member, isKeeper, reveal }: RowProps) {
  const { personId, name, phone } = member
  const cell = <Cell member={member} isKeeper={isKeeper} full={reveal.valueOf(personId, 'phone')} />
  if (!isKeeper || !phone) return cell
  return (
    <RevealRow reveal={reveal} personId={personId} name={name} field="phone">
      {cell}
    </RevealRow>
  )
}

/** A list that was opened for a purpose: its people by name, and who reads it written across the page. */
export default function OpenedList() {
  const { id = '' } = useRouter().params
  const moment = useNow()
  const reveal = useReveal()
  const [isExporting, setExporting] = useState(false)
  const { query, items, first, isEmpty } = usePages(
    ['people', 'people.list', id],
    (cursor) => api.people.list({ listId: id, cursor }),
    { isFleeting: true },
  )
  const head = first?.head
  const empty = { kind: 'empty', sentence: '这里没有这一类人' } as const
  return (
    <Page
      title={head?.title ?? '名单'}
      className="at-desk"
      state={isEmpty ? empty : pageState(query)}
      onRetry={query.refetch}
      bar={head ? <Export listId={id} head={head} isOpen={isExporting} onOpen={setExporting} /> : null}
    >
      {head ? (
        <>
          <View className="sub soft mt1">
            {head.placeName}，{countOf(head.people)} 人。用途：{head.purposeLabel}。{timeOf(head.openUntil, moment)}{' '}
            前能看。
          </View>
          <View className="mt2" />
          <Card isTight>
            {items.map((member) => (
              <Row key={member.personId} member={member} isKeeper={head.isKeeper} reveal={reveal} />
            ))}
          </Card>
          {query.hasNextPage ? null : <ListEnd />}
          {reveal.sheet}
          <Watermark words={head.watermark} />
        </>
      ) : null}
    </Page>
  )
}
