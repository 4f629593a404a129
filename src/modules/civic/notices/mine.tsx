import { useRouter } from '@tarojs/taro'
import { useEffect, useRef, useState } from 'react'
import { NOTICE_STATE_LABELS, type NoticeState } from '../../../../cloudfunctions/contract/civic/notices'
import { useNow } from '../../../lib/clock'
import { openPage } from '../../../lib/open-page'
import { pageState } from '../../../lib/page-state'
import { api } from '../../../lib/rpc'
import { usePages } from '../../../lib/use-pages'
import { paths } from '../../../paths'
import { ActionBar } from '../../../ui/action-bar'
import { Button } from '../../../ui/button'
import { Card, Section } from '../../../ui/card'
import { Chip, Chips } from '../../../ui/chip'
import { ListCell, ListEnd } from '../../../ui/list-cell'
import { Page, type PageState, States } from '../../../ui/page'
import { DecideSheet } from './decide-sheet'
import { HeldSheet } from './held-sheet'
import { isOut, LOOKS, type NoticeRow, secondLine } from './shown'
import './notices.css'

const SHOWN = ['draft', 'waiting', 'scheduled', 'published', 'recalled'] as const satisfies readonly NoticeState[]

function Rows({ rows, onPick }: { rows: readonly NoticeRow[]; onPick: (row: NoticeRow) => void }) {
  const moment = useNow()
  return (
    <Card isTight>
      {rows.map((row) => (
        <ListCell
          key={row.id}
          id={`notice-${row.id}`}
          title={row.title}
          icon={LOOKS[row.state]}
          second={`${NOTICE_STATE_LABELS[row.state]}，${secondLine(row, moment)}`}
          onTap={() => onPick(row)}
        />
      ))}
    </Card>
  )
}

/** What others wrote and waits for this person's yes; the one that a message led to is opened by itself, once. */
function ForMe({ onPick }: { onPick: (row: NoticeRow) => void }) {
  const { id } = useRouter().params
  const isOpened = useRef(false)
  const { items } = usePages(['notices', 'notices.mine', 'waiting'], (cursor) =>
    api.notices.mine({ state: 'waiting', ...(cursor && { cursor }) }),
  )
  const rows = items.filter(({ canApprove }) => canApprove)
  const asked = rows.find((row) => row.id === id)
  useEffect(() => {
    if (!asked || isOpened.current) return
    isOpened.current = true
    onPick(asked)
  }, [asked, onPick])
  if (rows.length === 0) return null
  return (
    <>
      <Section title="等您审批" aside="看清内容再答复" />
      <Rows rows={rows} onPick={onPick} />
    </>
  )
}

/** What is out is followed, what is being written is gone on with, and what waits can be held back. */
function useOpening() {
  const [held, hold] = useState<NoticeRow | null>(null)
  const [deciding, decide] = useState<NoticeRow | null>(null)
  const open = (row: NoticeRow) => {
    if (isOut(row.state)) openPage(paths.noticeReach(row.id))
    else if (row.canApprove) decide(row)
    else if (row.state === 'draft') openPage(paths.editNotice(row.id))
    else hold(row)
  }
  const sheets = (
    <>
      {held ? <HeldSheet row={held} onClose={() => hold(null)} /> : null}
      {deciding ? <DecideSheet row={deciding} onClose={() => decide(null)} /> : null}
    </>
  )
  return { open, sheets }
}

const emptyOf = (state: NoticeState | null): PageState => ({
  kind: 'empty',
  sentence: state ? `没有${NOTICE_STATE_LABELS[state]}的通知` : '还没有发过通知。停水停电、办事提醒，都从这里告诉居民',
})

/** 我发的: the notices of one's place, those to decide on first. */
export default function OwnNotices() {
  const [state, show] = useState<NoticeState | null>(null)
  const { open, sheets } = useOpening()
  const { query, items, isEmpty } = usePages(['notices', 'notices.mine', state], (cursor) =>
    api.notices.mine({ ...(state && { state }), ...(cursor && { cursor }) }),
  )
  const rows = items.filter(({ canApprove }) => !canApprove)
  return (
    <Page
      title="我发的通知"
      className="at-desk"
      onRetry={query.refetch}
      bar={
        <ActionBar
          second={
            <Button id="notice-settings" word="发布设置" look="outline" onTap={() => openPage(paths.noticeSettings)} />
          }
        >
          <Button
            id="notice-new"
            word="发通知"
            icon="speakerphone"
            isWide
            onTap={() => openPage(paths.composeNotice)}
          />
        </ActionBar>
      }
    >
      <ForMe onPick={open} />
      <Chips label="看哪些通知">
        <Chip id="notices-all" word="全部" state={state ? 'off' : 'on'} onTap={() => show(null)} />
        {SHOWN.map((one) => (
          <Chip
            key={one}
            id={`notices-${one}`}
            word={NOTICE_STATE_LABELS[one]}
            state={one === state ? 'on' : 'off'}
            onTap={() => show(one)}
          />
        ))}
      </Chips>
      <States state={isEmpty ? emptyOf(state) : pageState(query)} onRetry={query.refetch}>
        {rows.length > 0 ? <Rows rows={rows} onPick={open} /> : null}
        {query.hasNextPage ? null : <ListEnd />}
      </States>
      {sheets}
    </Page>
  )
}
