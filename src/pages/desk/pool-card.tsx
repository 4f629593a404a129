import { View } from '@tarojs/components'
import { useAlarmPace } from '../../lib/changes'
import { leftOf, metresOf, walkOf } from '../../lib/format'
import { openPage } from '../../lib/open-page'
import { api } from '../../lib/rpc'
import { useSend } from '../../lib/send'
import { tell } from '../../lib/tell'
import type { OrderSummary } from '../../parts/orders/order'
import { paceOf } from '../../parts/orders/standing'
import { isLongTitle } from '../../parts/orders/subject'
import { paths } from '../../paths'
import { AlarmCard } from '../../ui/alarm-card'
import { Button } from '../../ui/button'
import { Card } from '../../ui/card'
import { Icon } from '../../ui/icon'
import type { IconName } from '../../ui/icon-names'
import { SoftTile } from '../../ui/service-tile'
import { StatusTag } from '../../ui/status-tag'
import type { ModuleTone } from '../../ui/tones'

interface PoolCardProps {
  order: OrderSummary
  moment: Date
  onAccepted: (accepted: { id: string; title: string; until: string }) => void
}

interface FaceProps extends Omit<PoolCardProps, 'onAccepted'> {
  isBusy: boolean
  onAccept: () => void
}

function Distance({ metres }: { metres: number }) {
  return (
    <View className="row g1 sub">
      <Icon name="walk" size="m" className="c-brand" />
      <View className="b">{metresOf(metres)}</View>
    </View>
  )
}

function EmergencyFace({ order, moment, isBusy, onAccept }: FaceProps) {
  useAlarmPace()
  const { id, title, placeText, categoryLabel, metres, promisedAt } = order
  return (
    <AlarmCard
      id={`order-accept-${id}`}
      band="紧急，先接这一件"
      left={leftOf(promisedAt, moment)}
      title={title}
      second={`${placeText}，${categoryLabel}`}
      distance={metres === undefined ? undefined : `${metresOf(metres)}，${walkOf(metres)}`}
      verb="接单"
      isBusy={isBusy}
      onAccept={onAccept}
      onOpen={() => openPage(paths.deskOrder(id))}
    />
  )
}

const APPEAL = { icon: 'message-report', tone: 'gov' } as const
/** What tells kinds apart at a glance, beside their words. */
const TILES: Record<string, { icon: IconName; tone: ModuleTone }> = {
  correction: { icon: 'user-check', tone: 'gov' },
  visit: { icon: 'walk', tone: 'car' },
}

function PlainFace({ order, moment, isBusy, onAccept }: FaceProps) {
  const { id, kind, title, placeText, categoryLabel, metres, promisedAt, urgency } = order
  const pace = paceOf(order, moment)
  return (
    <Card id={`order-${id}`} label={`${title}，${placeText}，看详情`} onTap={() => openPage(paths.deskOrder(id))}>
      <View className="row top g3">
        <SoftTile {...(TILES[kind] ?? APPEAL)} />
        <View className="grow">
          <View className={isLongTitle(title) ? 'md' : 'lead md'}>{title}</View>
          <View className="sub soft">{kind === 'visit' ? `${placeText}，${categoryLabel}` : placeText}</View>
        </View>
      </View>
      <View className="row wrap mt2">
        {metres === undefined ? null : <Distance metres={metres} />}
        {urgency === 'urgent' ? <StatusTag word="较急" icon="alert-triangle" tone="warn" /> : null}
        <StatusTag
          word={leftOf(promisedAt, moment)}
          icon="clock"
          tone={pace === 'brand' ? 'mute' : pace}
          isSolid={pace === 'danger'}
        />
        <View className="end">
          <Button
            id={`order-accept-${id}`}
            word="接单"
            look="tint"
            isSmall
            isBusy={isBusy}
            label={`接单，${title}`}
            onTap={onAccept}
          />
        </View>
      </View>
    </Card>
  )
}

/** An order waiting at the desk, accepted in one tap. */
export function PoolCard({ order, moment, onAccepted }: PoolCardProps) {
  const { id, title } = order
  const { send, isBusy } = useSend(api.desk.accept, {
    onDone: ({ undoUntil }) => onAccepted({ id, title, until: undoUntil }),
    onFault: (fault) => tell(fault.message),
  })
  const Face = order.urgency === 'emergency' ? EmergencyFace : PlainFace
  return <Face order={order} moment={moment} isBusy={isBusy} onAccept={() => void send({ id })} />
}
