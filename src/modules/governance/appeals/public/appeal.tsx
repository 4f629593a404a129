import { useQuery } from '@tanstack/react-query'
import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useNow } from '../../../../lib/clock'
import { timeOf } from '../../../../lib/format'
import { pageState } from '../../../../lib/page-state'
import { api } from '../../../../lib/rpc'
import { clockOf, standingOf } from '../../../../parts/orders/standing'
import { Card } from '../../../../ui/card'
import { ListCell } from '../../../../ui/list-cell'
import { Page } from '../../../../ui/page'
import { PromiseClock } from '../../../../ui/promise-clock'
import { SoftTile } from '../../../../ui/service-tile'
import { StatusTag } from '../../../../ui/status-tag'

type Detail = Awaited<ReturnType<typeof api.publicAppeals.get>>

interface PartProps {
  appeal: Detail
  moment: Date
}

/** By when, or how it ended. */
function Standing({ appeal, moment }: PartProps) {
  const clock = appeal.isPaused ? null : clockOf({ ...appeal, pause: null }, moment)
  if (clock) return <PromiseClock {...clock} />
  const { icon, tone } = standingOf({ ...appeal, isMine: false })
  const ended = appeal.endedAt ? `${timeOf(appeal.endedAt, moment)} 结束` : appeal.stateLabel
  return (
    <View className="row g3">
      <SoftTile icon={appeal.isPaused ? 'player-pause' : icon} tone={appeal.isPaused ? 'mute' : tone} />
      <View className="grow">
        <View className="title">{appeal.isPaused ? '暂停计时' : appeal.stateLabel}</View>
        <View className="sub soft mt1">{appeal.isPaused ? '恢复后接着算承诺的时间' : ended}</View>
      </View>
    </View>
  )
}

function Facts({ appeal, moment }: PartProps) {
  const { place, code, createdAt, promisedAt, agency } = appeal
  return (
    <Card isTight>
      <ListCell icon="map-pin" title="在哪儿" value={place} />
      <ListCell icon="building-bank" title="谁负责" value={agency} />
      <ListCell icon="message-report" title="提出" value={timeOf(createdAt, moment)} />
      <ListCell icon="clock" title="承诺办好" value={timeOf(promisedAt, moment)} />
      <ListCell icon="file-text" title="编号" value={code} />
    </Card>
  )
}

/** What everyone may know of one appeal. What may be done about it from here goes into the page's `bar`. */
export default function PublicAppealPage() {
  const id = useRouter().params.id ?? ''
  const moment = useNow()
  const query = useQuery({
    queryKey: ['orders', 'publicAppeals.get', { id }],
    queryFn: () => api.publicAppeals.get({ id }),
  })
  const appeal = query.data
  const standing = appeal && standingOf({ ...appeal, isMine: false })
  return (
    <Page title="公开的诉求" skeleton="detail" state={pageState(query)} onRetry={query.refetch}>
      {appeal && standing ? (
        <>
          <Card>
            <View className="order-head">
              <View className="order-title title">{appeal.categoryLabel}</View>
              <StatusTag word={standing.word} icon={standing.icon} tone={standing.tone} />
            </View>
            <View className="hr" />
            <Standing appeal={appeal} moment={moment} />
          </Card>
          <Facts appeal={appeal} moment={moment} />
          <View className="foot faint mt3">公开的只有这些。谁提的、说了什么、拍了什么，这里都不说</View>
        </>
      ) : null}
    </Page>
  )
}
