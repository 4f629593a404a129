import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useNow } from '../../../lib/clock'
import { shortTimeOf } from '../../../lib/format'
import { openPage } from '../../../lib/open-page'
import { pageState } from '../../../lib/page-state'
import { api } from '../../../lib/rpc'
import { paths } from '../../../paths'
import { Avatar } from '../../../ui/avatar'
import { Card, Section } from '../../../ui/card'
import { ListCell } from '../../../ui/list-cell'
import { Page, type PageState } from '../../../ui/page'
import { StatusTag } from '../../../ui/status-tag'
import { type Approval, aboutOf, roughlyOf, standingOf } from './approval'
import { DecideSheet } from './decide-sheet'
import '../secretary.css'

const EMPTY: PageState = {
  kind: 'empty',
  sentence: '没有名单要审批。一次看 200 人以上的名单，要由第二个人同意',
}

const toList = ({ placeId, filter }: Approval) =>
  openPage(
    paths.peopleList(
      placeId,
      Object.entries(filter).map(([by, key]) => `${by}=${key}`),
    ),
  )

function Waiting({ approvals, onPick }: { approvals: readonly Approval[]; onPick: (approval: Approval) => void }) {
  const moment = useNow()
  if (approvals.length === 0) return null
  return (
    <>
      <Section title="等您同意" aside="看清用途再答复" />
      <Card isTight>
        {approvals.map((one) => (
          <ListCell
            key={one.id}
            id={`waiting-${one.id}`}
            lead={<Avatar name={one.askedByName} />}
            title={roughlyOf(one)}
            second={`${one.placeName}，用途：${one.purposeLabel}，${one.askedByName}申请`}
            value={shortTimeOf(one.askedAt, moment)}
            onTap={() => onPick(one)}
          />
        ))}
      </Card>
    </>
  )
}

function Mine({ approvals }: { approvals: readonly Approval[] }) {
  const moment = useNow()
  if (approvals.length === 0) return null
  return (
    <>
      <Section title="我申请的" />
      <Card isTight>
        {approvals.map((one) => {
          const { word, tone, words } = standingOf(one, moment)
          return (
            <ListCell
              key={one.id}
              id={`mine-${one.id}`}
              icon="list-check"
              title={`${one.placeName}，${aboutOf(one)}`}
              second={`${word}。用途：${one.purposeLabel}。${words}`}
              {...(one.usableUntil ? { onTap: () => toList(one) } : { end: <StatusTag word={word} tone={tone} /> })}
            />
          )
        })}
      </Card>
    </>
  )
}

/** 名单审批: what waits for the second person, and what became of one's own. */
export default function ListApprovals() {
  const [deciding, decide] = useState<Approval | null>(null)
  const waiting = useQuery({ queryKey: ['messages', 'approvals.waiting'], queryFn: () => api.approvals.waiting({}) })
  const mine = useQuery({ queryKey: ['messages', 'approvals.mine'], queryFn: () => api.approvals.mine({}) })
  const isEmpty = waiting.data?.length === 0 && mine.data?.length === 0
  return (
    <Page
      title="名单审批"
      className="at-desk"
      state={isEmpty ? EMPTY : pageState(waiting, mine)}
      onRetry={() => Promise.all([waiting.refetch(), mine.refetch()])}
    >
      <Waiting approvals={waiting.data ?? []} onPick={decide} />
      <Mine approvals={mine.data ?? []} />
      {deciding ? <DecideSheet approval={deciding} onClose={() => decide(null)} /> : null}
    </Page>
  )
}
