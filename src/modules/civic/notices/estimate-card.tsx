import { useQuery } from '@tanstack/react-query'
import { View } from '@tarojs/components'
import { countOf } from '../../../lib/format'
import { pageState } from '../../../lib/page-state'
import { api } from '../../../lib/rpc'
import { asRpcError } from '../../../lib/rpc-error'
import { Card } from '../../../ui/card'
import { NoticeBar } from '../../../ui/notice-bar'
import { States } from '../../../ui/page'
import { type Part, SplitBar, SplitKeys } from '../../../ui/split-bar'
import { isWhole } from './audience-words'
import { leftWords, overWords, yuanOf } from './money'
import type { NoticeDraft } from './notice-draft'

export type Estimate = Awaited<ReturnType<typeof api.notices.estimate>>

/** How far it would reach, read again at every change of whom or how. */
export function useEstimate({ audience, paid }: Pick<NoticeDraft, 'audience' | 'paid'>) {
  const wanted = { audience, paid }
  return useQuery({
    queryKey: ['notices', 'notices.estimate', wanted],
    queryFn: () => api.notices.estimate(wanted),
    enabled: isWhole(audience),
    placeholderData: (before) => before,
    meta: { isFleeting: true },
  })
}

const partsOf = ({ wechat, sms, voice, door }: Estimate): Part[] => [
  { key: 'wechat', word: '微信提醒', count: wechat, colour: 'c1' },
  { key: 'sms', word: '短信', count: sms, colour: 'c3' },
  { key: 'voice', word: '电话播报', count: voice, colour: 'c2' },
  { key: 'door', word: '上门敲门', count: door, colour: 'c4' },
]

/** What the paid channels cost, and what is left for them this month. */
const priceWords = (estimate: Estimate): string =>
  [estimate.costFen > 0 ? `短信和电话约 ${yuanOf(estimate.costFen)}` : '不花钱', leftWords(estimate)]
    .filter(Boolean)
    .join('，')

function Figures({ estimate }: { estimate: Estimate }) {
  const parts = partsOf(estimate)
  const over = overWords(estimate)
  if (estimate.isFew) return <View className="soft mt2">这一类人在这里太少，为了不让人猜到是谁，不写有几人</View>
  return (
    <>
      <View className="estimate-head">
        <View className="lead b">预计通知到</View>
        <View className="row wrap">
          <View className="figure">{countOf(estimate.people)}</View>
          <View className="soft">{`人，${countOf(estimate.homes)} 户`}</View>
        </View>
      </View>
      <SplitBar parts={parts} label="怎么通知到" />
      <SplitKeys parts={parts} unit="人" />
      <View className="sub soft mt2">敲门名单自动分给网格员，同一人不重复打扰</View>
      <View className="sub soft mt1">{priceWords(estimate)}</View>
      {over ? (
        <View className="mt2">
          <NoticeBar kind="notice" icon="alert-triangle" words={over} />
        </View>
      ) : null}
    </>
  )
}

interface EstimateCardProps {
  query: ReturnType<typeof useEstimate>
  isAsked: boolean
}

/** How many people by which way, before anything is sent. */
export function EstimateCard({ query, isAsked }: EstimateCardProps) {
  // What is wrong with the choice is said here, where it is changed.
  const fault = query.error ? asRpcError(query.error) : null
  return (
    <Card>
      {isAsked && fault ? (
        <NoticeBar
          kind="danger"
          words={Object.values(fault.fields ?? {})[0] ?? fault.message}
          action="重试"
          onTap={() => void query.refetch()}
        />
      ) : isAsked ? (
        <States state={pageState(query)} onRetry={query.refetch}>
          {query.data ? <Figures estimate={query.data} /> : null}
        </States>
      ) : (
        <View className="soft">选好发给谁，这里写能通知到多少人</View>
      )}
    </Card>
  )
}
