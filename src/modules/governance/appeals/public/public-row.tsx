import { View } from '@tarojs/components'
import { dayOf } from '../../../../lib/format'
import { openPage } from '../../../../lib/open-page'
import { standingOf } from '../../../../parts/orders/standing'
import { paths } from '../../../../paths'
import { OrderCard } from '../../../../ui/order-card'
import { StatusTag } from '../../../../ui/status-tag'
import { type PublicAppeal, publicPromise } from './public-appeal'

/** 11月24日提的，11月26日结束. */
const datesOf = ({ createdAt, endedAt }: PublicAppeal, moment: Date): string =>
  [`${dayOf(createdAt, moment)}提的`, endedAt ? `${dayOf(endedAt, moment)}结束` : ''].filter(Boolean).join('，')

/** A public appeal in a list: about what, where, how it stands, by when. */
export function PublicRow({ appeal, moment }: { appeal: PublicAppeal; moment: Date }) {
  const { id, categoryLabel, place, state } = appeal
  const { word, icon, tone } = standingOf({ state, isMine: false })
  const promise = publicPromise(appeal, moment)
  const dates = datesOf(appeal, moment)
  return (
    <OrderCard
      id={`public-${id}`}
      title={categoryLabel}
      tag={<StatusTag word={word} icon={icon} tone={tone} />}
      promise={promise}
      label={[categoryLabel, place, word, promise?.words, dates].filter(Boolean).join('，')}
      onTap={() => openPage(paths.publicAppeal(id))}
    >
      {/* Where it is counts here more than who holds it, so it stays in 长辈版. */}
      <View className="sub soft mt1">{`${place}，${dates}`}</View>
    </OrderCard>
  )
}
