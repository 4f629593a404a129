import { View } from '@tarojs/components'
import { shortTimeOf } from '../../lib/format'
import { Button } from '../../ui/button'
import { Card } from '../../ui/card'
import { SoftTile } from '../../ui/service-tile'
import { faceOf, type Message } from './message-row'

interface NeedCardProps {
  message: Message
  moment: Date
  /** The first on the page has its filled button. */
  isFirst: boolean
  onOpen: () => void
}

/** A message that asks something, with the button that leads there. */
export function NeedCard({ message, moment, isFirst, onOpen }: NeedCardProps) {
  const { id, kind, title, body, asks, createdAt } = message
  if (asks === null) return null
  return (
    <Card>
      <View className="row top">
        <SoftTile {...faceOf(kind)} />
        <View className="grow">
          <View className="order-head">
            <View className="order-title b">{title}</View>
            <View className="foot faint">{shortTimeOf(createdAt, moment)}</View>
          </View>
          <View className="sub soft mt1">{body}</View>
          <View className="mt3">
            <Button
              id={`need-${id}`}
              word={asks}
              look={isFirst ? 'filled' : 'tint'}
              isSmall
              isWide
              label={`${asks}，${title}`}
              onTap={onOpen}
            />
          </View>
        </View>
      </View>
    </Card>
  )
}
