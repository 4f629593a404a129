import { View } from '@tarojs/components'
import { api } from '../../../lib/rpc'
import { useSend } from '../../../lib/send'
import { tell } from '../../../lib/tell'
import { Button } from '../../../ui/button'
import { Card, Section } from '../../../ui/card'
import { NoticeBar } from '../../../ui/notice-bar'
import { type CardField, type CardValue, saidBy } from './card-field'

interface SaidProps {
  value: CardValue
  isCurrent: boolean
  label: string
  moment: Date
  isBusy: boolean
  onChoose: () => void
}

function Said({ value, isCurrent, label, moment, isBusy, onChoose }: SaidProps) {
  return (
    <View className="said-one">
      <View className="md">{value.shown}</View>
      <View className="foot soft">{saidBy(value, moment)}</View>
      {isCurrent ? <View className="foot b">现在用的</View> : null}
      <Button
        id={`choose-${value.id}`}
        word={isCurrent ? '还用这个' : '改用这个'}
        look="tint"
        isSmall
        isBusy={isBusy}
        label={`${label}用 ${value.shown}`}
        onTap={onChoose}
      />
    </View>
  )
}

/** A field or an item. */
type Disputed = Pick<CardField, 'label' | 'current' | 'disputed'>

/** What several people say of one field or item, beside each other, until somebody decides. */
export function DisputeCard({ personId, of, moment }: { personId: string; of: Disputed; moment: Date }) {
  const { label, current, disputed } = of
  const { send, isBusy, fault } = useSend(api.residents.choose, {
    topics: ['residents'],
    onDone: () => tell(`${label}定下来了`),
  })
  return (
    <Card isMarked>
      <Section title={`${label}有不同的说法`} aside="看看证件再定" />
      {fault ? <NoticeBar kind="danger" words={fault.message} /> : null}
      <View className="said">
        {(current ? [current, ...disputed] : disputed).map((value) => (
          <Said
            key={value.id}
            value={value}
            isCurrent={value.id === current?.id}
            label={label}
            moment={moment}
            isBusy={isBusy}
            onChoose={() => void send({ personId, valueId: value.id })}
          />
        ))}
      </View>
    </Card>
  )
}
