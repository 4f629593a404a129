import { useQuery } from '@tanstack/react-query'
import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { useNow } from '../../../lib/clock'
import { countOf } from '../../../lib/format'
import { openPage } from '../../../lib/open-page'
import { pageState } from '../../../lib/page-state'
import { api } from '../../../lib/rpc'
import { useSend } from '../../../lib/send'
import { tell } from '../../../lib/tell'
import { paths } from '../../../paths'
import { ActionBar } from '../../../ui/action-bar'
import { Button } from '../../../ui/button'
import { Card, Section } from '../../../ui/card'
import { ListCell } from '../../../ui/list-cell'
import { NoticeBar } from '../../../ui/notice-bar'
import { Page } from '../../../ui/page'
import { SplitBar } from '../../../ui/split-bar'
import { Tap } from '../../../ui/tap'
import { DoorsCard, Unreached } from './doors-card'
import { HomesSheet } from './homes-sheet'
import { yuanOf } from './money'
import { MoreSheet } from './more-sheet'
import { type Reach, reachParts, sinceWords } from './reach-words'
import './notices.css'

const isRecalled = ({ state }: Reach) => state === 'recalled'
/** Nobody is told of it any more, by WeChat or at a door. */
const isOver = (reach: Reach) => isRecalled(reach) || reach.state === 'expired'

/** One figure of each colour, and the bar they make. */
function Sums({ reach }: { reach: Reach }) {
  const moment = useNow()
  const parts = reachParts(reach, isOver(reach))
  return (
    <Card>
      <View className="row wrap apart">
        <View className="lead b">{reach.title}</View>
        <View className="sub soft">{reach.publishedAt ? sinceWords(reach.publishedAt, moment) : ''}</View>
      </View>
      {reach.isFew ? (
        <View className="soft mt2">这一类人在这里太少，为了不让人猜到是谁，不写有几人</View>
      ) : (
        <>
          <View className="reach-three">
            {parts.map(({ key, word, count, colour }) => (
              <View key={key} className="reach-one">
                <View className={`figure ${key === 'door' ? 'reach-door' : key === 'read' ? 'c-brand' : ''}`}>
                  {countOf(count)}
                </View>
                <View className="reach-key">
                  <View className={`split-dot split-${colour}`} />
                  <View>{word}</View>
                </View>
              </View>
            ))}
          </View>
          <SplitBar parts={parts} label={`一共 ${reach.people} 人`} />
          <View className="sub soft">{wholeWords(reach)}</View>
        </>
      )}
    </Card>
  )
}

function wholeWords({ people, homes, confirmed, readBefore, costFen }: Reach): string {
  return [
    `一共 ${countOf(people)} 人，${countOf(homes)} 户`,
    confirmed > 0 ? `${countOf(confirmed)} 人点了已知晓` : '',
    readBefore > 0 ? `${countOf(readBefore)} 人看的是更正前的` : '',
    costFen ? `花了 ${yuanOf(costFen)}` : '',
  ]
    .filter(Boolean)
    .join('，')
}

type Building = Reach['byBuilding'][number]

function Buildings({ reach, onOpen }: { reach: Reach; onOpen: (building: Building) => void }) {
  if (reach.byBuilding.length === 0) return null
  const rows = [...reach.byBuilding].sort((a, b) => b.unreachable - a.unreachable)
  return (
    <Card>
      <Section
        title={reach.isWide ? '各社区情况' : '各楼情况'}
        aside={isOver(reach) ? '右边是没送到的' : '右边是要敲门的'}
      />
      {rows.map((building) => {
        const { placeId, label, unreachable } = building
        const inside = (
          <>
            <View className="reach-name">{label}</View>
            <View className="reach-bar">
              <SplitBar parts={reachParts(building, isOver(reach))} label={label} />
            </View>
            <View className="reach-count b reach-door">{`${unreachable} 人`}</View>
          </>
        )
        if (!placeId || !reach.can.homes)
          return (
            <View key={label} className="reach-building">
              {inside}
            </View>
          )
        return (
          <Tap
            key={placeId}
            id={`reach-${placeId}`}
            className="reach-building"
            label={`${label}，${unreachable} 人没送到，看每户`}
            onTap={() => onOpen(building)}
          >
            {inside}
          </Tap>
        )
      })}
    </Card>
  )
}

/** `entries`: null where too few bear the tag to be told of. */
function sentWords(entries: number | null): string {
  if (entries === null) return '没送到的派给网格员了'
  return entries > 0 ? `${entries} 人派给网格员了` : '没有要上门的人了'
}

function Bar({ id, reach }: { id: string; reach: Reach }) {
  const topics = ['notices' as const]
  const reminding = useSend(api.notices.remind, {
    topics,
    onDone: () => tell('正在提醒还没看的人'),
    onFault: (fault) => tell(fault.message),
  })
  const sending = useSend(api.notices.sendDoorList, {
    topics,
    onDone: ({ entries }) => tell(sentWords(entries)),
    onFault: (fault) => tell(fault.message),
  })
  if (!reach.can.remind && !reach.can.sendDoorList) return null
  const { unread } = reach
  return (
    <ActionBar
      second={
        reach.can.remind && (reach.isFew || unread > 0) ? (
          <Button
            id="reach-remind"
            word={reach.isFew ? '再提醒没看的' : `再提醒 ${countOf(unread)} 人`}
            look="outline"
            isBusy={reminding.isBusy}
            onTap={() => void reminding.send({ id })}
          />
        ) : null
      }
    >
      <Button
        id="reach-doors"
        word="名单派给网格员"
        icon="user-share"
        isWide
        isBusy={sending.isBusy}
        isDisabled={!reach.can.sendDoorList}
        onTap={() => void sending.send({ id })}
      />
    </ActionBar>
  )
}

/** 通知到没到: whom a notice reached, where, and what can still be done about the others. */
export default function NoticeReach() {
  const { id = '' } = useRouter().params
  const [opened, open] = useState<Building | null>(null)
  const [isMore, setMore] = useState(false)
  const query = useQuery({ queryKey: ['notices', 'notices.reach', id], queryFn: () => api.notices.reach({ id }) })
  const { data } = query
  return (
    <Page
      title="通知到没到"
      className="at-desk"
      skeleton="detail"
      state={pageState(query)}
      onRetry={query.refetch}
      bar={data ? <Bar id={id} reach={data} /> : null}
    >
      {data ? (
        <>
          {isRecalled(data) ? <NoticeBar kind="notice" icon="arrow-back-up" words="这条通知已撤回" /> : null}
          {data.state === 'expired' ? (
            <NoticeBar kind="notice" icon="history" words="这条通知过期了，不再提醒，也不再上门" />
          ) : null}
          <View className="notice-columns">
            <View className="notice-column">
              <Sums reach={data} />
              <Buildings reach={data} onOpen={open} />
            </View>
            <View className="notice-column">
              <Unreached reach={data} />
              <DoorsCard reach={data} />
              <Card isTight>
                <ListCell
                  id="reach-notice"
                  icon="eye"
                  title="看这条通知"
                  onTap={() => openPage(paths.previewNotice(id))}
                />
                {isRecalled(data) ? null : (
                  <ListCell id="reach-more" icon="pencil" title="更正、撤回、置顶" onTap={() => setMore(true)} />
                )}
              </Card>
            </View>
          </View>
        </>
      ) : null}
      {opened?.placeId ? (
        <HomesSheet id={id} placeId={opened.placeId} label={opened.label} onClose={() => open(null)} />
      ) : null}
      {isMore ? <MoreSheet id={id} onClose={() => setMore(false)} /> : null}
    </Page>
  )
}
