import { View } from '@tarojs/components'
import { RATE_DAYS, RATING_KEYS, RATINGS, type Rating } from '../../../../cloudfunctions/contract/orders'
import { api } from '../../../lib/rpc'
import { useSend } from '../../../lib/send'
import { tell } from '../../../lib/tell'
import { Card, Section } from '../../../ui/card'
import { Chip, Chips } from '../../../ui/chip'

interface RateCardProps {
  orderId: string
  /** Asks for the words or the picture that say why. */
  onUnsatisfied: () => void
}

/** Asks once how it was done, after it was closed. */
export function RateCard({ orderId, onUnsatisfied }: RateCardProps) {
  const { send } = useSend(api.appeals.rate, {
    onDone: () => tell('记下了，谢谢您'),
    onFault: (fault) => tell(fault.message),
  })
  const choose = (rating: Rating) => (rating === 'unsatisfied' ? onUnsatisfied() : void send({ id: orderId, rating }))
  return (
    <Card isMarked>
      <Section title="办得怎么样" aside={`${RATE_DAYS} 天内可以评`} />
      <Chips label="办得怎么样">
        {RATING_KEYS.map((rating) => (
          <Chip key={rating} id={`rate-${rating}`} word={RATINGS[rating]} onTap={() => choose(rating)} />
        ))}
      </Chips>
      <View className="sub soft mt1">不满意的话，说说哪里不满意，就重新办</View>
    </Card>
  )
}
