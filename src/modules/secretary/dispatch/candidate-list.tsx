import type { UseQueryResult } from '@tanstack/react-query'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { metresOf } from '../../../lib/format'
import { pageState } from '../../../lib/page-state'
import type { api } from '../../../lib/rpc'
import { standingOf } from '../../../parts/orders/standing'
import { Button } from '../../../ui/button'
import { ListCell } from '../../../ui/list-cell'
import { NoticeBar } from '../../../ui/notice-bar'
import { States } from '../../../ui/page'
import { SearchField } from '../../../ui/search-field'
import { SoftTile } from '../../../ui/service-tile'
import { StatusTag } from '../../../ui/status-tag'
import { lackOf } from './hits'
import { type Candidate, waitingWords } from './side-by-side'

/** 等待接单，同一栋楼，孙*英在等. */
function secondOf(candidate: Candidate): string {
  const { metres, placeText } = candidate
  const where = metres === undefined ? placeText : metres === 0 ? '就在这栋楼' : `离这里 ${metresOf(metres)}`
  return `${standingOf(candidate).word}，${where}，${waitingWords(candidate)}在等`
}

interface CandidateListProps {
  query: UseQueryResult<Awaited<ReturnType<typeof api.dispatch.candidates>>>
  /** What was looked for; null shows the likely ones near it. */
  words: string | null
  onSearch: (words: string | null) => void
  onPick: (into: Candidate) => void
}

/** What an order may be made part of: the likely ones first, or what is found by number or words. */
export function CandidateList({ query, words, onSearch, onPick }: CandidateListProps) {
  const [typed, type] = useState('')
  const [lack, setLack] = useState<string | null>(null)
  const search = () => {
    const missing = typed.trim() ? lackOf(typed) : null
    setLack(missing)
    if (!missing) onSearch(typed.trim() || null)
  }
  const candidates = query.data?.candidates
  const none = words ? '没找到。编号要写全，比如 2611-0386；字可以少写一点' : '附近没有像的，可以按编号或写两个字找'
  return (
    <>
      <View className="search-row">
        <SearchField
          id="merge-words"
          label="按编号或两个字找"
          example="编号，或者两个字"
          value={typed}
          maxLength={40}
          onChange={type}
          onSearch={search}
        />
        <Button id="merge-search" word="找一找" look="tint" isSmall onTap={search} />
      </View>
      {lack ? <NoticeBar kind="notice" words={lack} /> : null}
      <View className="sub soft">{words ? '找到的' : '附近的，最像的在前'}</View>
      <States
        state={candidates?.length === 0 ? { kind: 'empty', sentence: none } : pageState(query)}
        skeleton="card"
        onRetry={query.refetch}
      >
        {candidates?.map((candidate) => (
          <ListCell
            key={candidate.id}
            id={`candidate-${candidate.id}`}
            lead={<SoftTile icon="message-report" tone="gov" />}
            title={candidate.title}
            second={secondOf(candidate)}
            end={candidate.isAlike ? <StatusTag word="很像" icon="check" tone="warn" /> : undefined}
            onTap={() => onPick(candidate)}
          />
        ))}
      </States>
    </>
  )
}
