import { useQuery } from '@tanstack/react-query'
import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useNow } from '../../../lib/clock'
import { timeOf } from '../../../lib/format'
import { openPage } from '../../../lib/open-page'
import { pageState } from '../../../lib/page-state'
import { api } from '../../../lib/rpc'
import { useSend } from '../../../lib/send'
import { tell } from '../../../lib/tell'
import { clockOf, isRunning } from '../../../parts/orders/standing'
import { paths } from '../../../paths'
import { ActionBar } from '../../../ui/action-bar'
import { Button } from '../../../ui/button'
import { Card, Section } from '../../../ui/card'
import { Icon } from '../../../ui/icon'
import { ListCell } from '../../../ui/list-cell'
import { Page } from '../../../ui/page'
import { PromiseClock } from '../../../ui/promise-clock'
import { SoftTile } from '../../../ui/service-tile'
import { StatusTag } from '../../../ui/status-tag'
import { Timeline } from '../../../ui/timeline'
import { type Followed, followedStanding, joinedOf, sinceOf, troubleOf } from './followed-words'

interface PartProps {
  order: Followed
  moment: Date
}

/** What a follower may expect once nobody on our side owes anything. */
const AFTER: Partial<Record<Followed['state'], string>> = {
  resolved: '等提的人看过就结案，结案了告诉您',
  closed: '您那里还没好的话，可以另提一件',
  unfixed: '您还有不同意见，可以打 12345 反映',
  declined: '您还有不同意见，可以打 12345 反映',
  withdrawn: '您那里还没好的话，可以另提一件',
  merged: '几件是同一件事，合到一起办',
  contested: '社区会重新看一遍，结果告诉您',
}

function StandingCard({ order, moment }: PartProps) {
  const clock = clockOf(order, moment)
  const { icon, tone, word } = followedStanding(order.state)
  return (
    <Card>
      {clock ? (
        <PromiseClock {...clock} />
      ) : (
        <View className="row top g3">
          <SoftTile icon={icon} tone={tone} />
          <View className="grow">
            <View className="title">{word}</View>
            <View className="sub soft mt1">{AFTER[order.state]}</View>
          </View>
        </View>
      )}
    </Card>
  )
}

function MatterCard({ order, moment }: PartProps) {
  return (
    <Card>
      <View className="order-head">
        <View className="order-title title">{troubleOf(order)}</View>
        {isRunning(order.state) ? <StatusTag {...followedStanding(order.state)} /> : null}
      </View>
      <View className="row top g1 sub soft mt3">
        <Icon name="map-pin" size="m" className="c-brand" />
        <View className="grow">{`${order.placeLabel}，${sinceOf(order.createdAt, moment)}`}</View>
      </View>
      <View className="row top g1 sub soft mt1">
        <Icon name="users" size="m" className="c-brand" />
        <View className="grow">{joinedOf(order.followers)}</View>
      </View>
      <View className="foot faint mt2">谁提的、怎么说的，只有办理的人看得到</View>
    </Card>
  )
}

function StoryCard({ order, moment }: PartProps) {
  const entries = order.timeline.map(({ seq, label, at, detail }, place) => ({
    key: seq,
    title: detail ? `${label}：${detail}` : label,
    time: timeOf(at, moment),
    tone: place === 0 ? ('now' as const) : ('done' as const),
  }))
  return (
    <Card>
      <Section title="办理经过" />
      <Timeline entries={entries} />
    </Card>
  )
}

/** Leaving, and coming back at once: nothing is asked, for it is taken back as easily. */
function FollowBar({ order: { id, isFollowing } }: { order: Followed }) {
  const options = { topics: ['messages' as const], onFault: (fault: { message: string }) => tell(fault.message) }
  const leave = useSend(api.appeals.leave, options)
  const back = useSend(api.appeals.meToo, { ...options, onDone: () => tell('又关注了，有进展告诉您') })
  if (!isFollowing) {
    return (
      <ActionBar help="不再关注了，有进展不再告诉您" helpIcon="info-circle">
        <Button
          id="followed-back"
          word="撤销，接着关注"
          look="tint"
          isWide
          isBusy={back.isBusy}
          onTap={() => void back.send({ id })}
        />
      </ActionBar>
    )
  }
  return (
    <ActionBar help="有进展都会告诉您" helpIcon="bell">
      <Button
        id="followed-leave"
        word="不再关注"
        look="outline"
        isWide
        isBusy={leave.isBusy}
        onTap={() => void leave.send({ id })}
      />
    </ActionBar>
  )
}

export default function FollowedAppeal() {
  const id = useRouter().params.id ?? ''
  const moment = useNow()
  const query = useQuery({
    queryKey: ['messages', 'appeals.followed', { id }],
    queryFn: () => api.appeals.followed({ id }),
  })
  const order = query.data
  const { wholeId } = order ?? {}
  return (
    <Page
      title="我也遇到的事"
      skeleton="detail"
      state={pageState(query)}
      onRetry={query.refetch}
      bar={order ? <FollowBar order={order} /> : null}
    >
      {order ? (
        <>
          <StandingCard order={order} moment={moment} />
          {wholeId ? (
            <Card isTight>
              <ListCell
                id="followed-whole"
                icon="arrows-exchange"
                title="看合到一起的那件"
                onTap={() => openPage(paths.followedAppeal(wholeId))}
              />
            </Card>
          ) : null}
          <MatterCard order={order} moment={moment} />
          <StoryCard order={order} moment={moment} />
        </>
      ) : null}
    </Page>
  )
}
