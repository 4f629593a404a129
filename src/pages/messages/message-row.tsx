import { View } from '@tarojs/components'
import { shortTimeOf } from '../../lib/format'
import type { api } from '../../lib/rpc'
import type { IconName } from '../../ui/icon-names'
import { SoftTile } from '../../ui/service-tile'
import { StatusTag } from '../../ui/status-tag'
import { Tap } from '../../ui/tap'

export type Message = Awaited<ReturnType<typeof api.messages.list>>['items'][number]

interface Face {
  icon: IconName
  tone: 'brand' | 'ok' | 'warn' | 'danger' | 'info' | 'mute'
}

const PLAIN: Face = { icon: 'message-2', tone: 'info' }

/** What asks for something comes in amber; the rest is quiet. */
const FACES: Record<string, Face> = {
  'appeal.alarm': { icon: 'urgent', tone: 'danger' },
  'alarm.taken': { icon: 'user-check', tone: 'ok' },
  'alarm.cancelled': { icon: 'arrow-back-up', tone: 'mute' },
  'appeal.waiting': { icon: 'clipboard-list', tone: 'warn' },
  'appeal.assigned': { icon: 'arrows-exchange', tone: 'warn' },
  'appeal.reopened': { icon: 'refresh', tone: 'warn' },
  'appeal.urged': { icon: 'bell-ringing', tone: 'warn' },
  'appeal.contested': { icon: 'scale', tone: 'warn' },
  'appeal.resolved': { icon: 'clipboard-check', tone: 'warn' },
  'appeal.accepted': { icon: 'user-check', tone: 'brand' },
  'appeal.progress': { icon: 'tool', tone: 'brand' },
  'appeal.closed': { icon: 'circle-check', tone: 'ok' },
  'appeal.declined': { icon: 'ban', tone: 'mute' },
  'appeal.upheld': { icon: 'ban', tone: 'mute' },
  'visit.asked': { icon: 'walk', tone: 'warn' },
  'visit.assigned': { icon: 'walk', tone: 'warn' },
  'visit.again': { icon: 'refresh', tone: 'warn' },
  'visit.pressed': { icon: 'bell-ringing', tone: 'warn' },
  'visit.done': { icon: 'clipboard-check', tone: 'warn' },
  'visit.accepted': { icon: 'user-check', tone: 'brand' },
  'visit.notNeeded': { icon: 'arrow-back-up', tone: 'mute' },
  'appeal.withdrawn': { icon: 'arrow-back-up', tone: 'mute' },
}

export const faceOf = (kind: string): Face => FACES[kind] ?? PLAIN

interface MessageRowProps {
  message: Message
  moment: Date
  onOpen: () => void
}

/** A message: what about, when, and whether it is new. */
export function MessageRow({ message, moment, onOpen }: MessageRowProps) {
  const { id, kind, title, body, createdAt, readAt } = message
  const isNew = readAt === null
  const time = shortTimeOf(createdAt, moment)
  const label = [isNew ? '新' : '', title, body, time].filter(Boolean).join('，')
  return (
    <Tap id={`message-${id}`} className="cell message" label={label} onTap={onOpen}>
      <SoftTile {...faceOf(kind)} />
      <View className="grow">
        <View className="order-head">
          <View className={`order-title ${isNew ? 'b' : 'md'}`}>{title}</View>
          <View className="row">
            <View className="foot faint">{time}</View>
            {isNew ? <StatusTag word="新" tone="danger" /> : null}
          </View>
        </View>
        <View className="sub soft mt1">{body}</View>
      </View>
    </Tap>
  )
}
