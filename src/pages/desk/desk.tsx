import { View } from '@tarojs/components'
import { useNow } from '../../lib/clock'
import { leftOf, metresOf, walkOf } from '../../lib/format'
import { pageState } from '../../lib/page-state'
import { api } from '../../lib/rpc'
import { useSend } from '../../lib/send'
import { tell } from '../../lib/tell'
import { usePages } from '../../lib/use-pages'
import { AlarmCard } from '../../ui/alarm-card'
import { Button } from '../../ui/button'
import { Card } from '../../ui/card'
import { Icon } from '../../ui/icon'
import { ListEnd } from '../../ui/list-cell'
import { Page } from '../../ui/page'
import { StatusTag } from '../../ui/status-tag'
import { Tabs } from '../tabs'

type DeskItem = Awaited<ReturnType<typeof api.desk.list>>['items'][number]

function DeskCard({ item, moment }: { item: DeskItem; moment: Date }) {
  const accept = useSend(api.desk.accept, {
    onDone: () => tell('接下了，10 秒内可以撤销'),
    onFault: (fault) => tell(fault.message),
  })
  const left = leftOf(item.promisedAt, moment)
  const distance = item.metres === undefined ? undefined : metresOf(item.metres)
  if (item.urgency === 'emergency') {
    return (
      <AlarmCard
        band="紧急，先接这一件"
        left={left}
        title={item.title}
        second={item.placeText}
        distance={distance && `${distance}，${walkOf(item.metres ?? 0)}`}
        verb="接单"
        isBusy={accept.isBusy}
        onAccept={() => void accept.send({ id: item.id })}
      />
    )
  }
  return (
    <Card>
      <View className="lead md">{item.title}</View>
      <View className="sub soft">{item.placeText}</View>
      <View className="row wrap mt2">
        {distance ? (
          <View className="row g1 sub">
            <Icon name="walk" size="m" className="c-brand" />
            <View className="b">{distance}</View>
          </View>
        ) : null}
        <StatusTag word={left} icon="clock" tone="mute" />
        <View className="end">
          <Button
            word="接单"
            look="tint"
            isSmall
            isBusy={accept.isBusy}
            label={`接单，${item.title}`}
            onTap={() => void accept.send({ id: item.id })}
          />
        </View>
      </View>
    </Card>
  )
}

export default function Desk() {
  const moment = useNow()
  const { query, items, isEmpty } = usePages(['orders', 'desk.list'], (cursor) => api.desk.list({ cursor }))
  return (
    <Page
      title="接单台"
      state={isEmpty ? { kind: 'empty', sentence: '现在没有能接的单，来了新单会响铃' } : pageState(query)}
      onRetry={() => void query.refetch()}
      tabs={<Tabs current="desk" />}
    >
      {items.map((item) => (
        <DeskCard key={item.id} item={item} moment={moment} />
      ))}
      {query.hasNextPage ? null : <ListEnd />}
    </Page>
  )
}
