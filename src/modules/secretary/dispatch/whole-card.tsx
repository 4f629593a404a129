import { useState } from 'react'
import { openPage } from '../../../lib/open-page'
import type { OrderDetail } from '../../../parts/orders/order'
import { paths } from '../../../paths'
import { Card, Section } from '../../../ui/card'
import { ListCell } from '../../../ui/list-cell'
import { MergeSheet } from './merge-sheet'

type Whole = NonNullable<OrderDetail['whole']>

/** 另有 3 人跟着听进展; empty where nobody does. */
const followersWords = ({ followers }: Whole) => (followers > 0 ? `另有 ${followers} 人跟着听进展` : undefined)

/** The other orders of the same matter: what this one is part of, what is part of it, and the way to merge it. */
export function WholeCard({ order }: { order: OrderDetail }) {
  const [isMerging, setMerging] = useState(false)
  const { whole, can } = order
  if (!whole) return null
  const { mergedInto, parts } = whole
  if (!mergedInto && parts.length === 0 && whole.followers === 0 && !can.merge) return null
  const open = (id: string) => () => openPage(paths.dispatchOrder(id))
  return (
    <>
      <Section title="同一件事" aside={followersWords(whole)} />
      <Card isTight>
        {mergedInto ? (
          <ListCell
            id="order-whole"
            icon="arrow-merge"
            title={`并到了「${mergedInto.title}」`}
            second={`编号 ${mergedInto.code}，进展看那一件`}
            onTap={open(mergedInto.id)}
          />
        ) : null}
        {parts.map(({ id, title, code, requesterName }) => (
          <ListCell
            key={id}
            id={`part-${id}`}
            icon="message-report"
            title={title}
            second={`${requesterName}提的，编号 ${code}，并进来一起办`}
            onTap={open(id)}
          />
        ))}
        {can.merge ? (
          <ListCell
            id="order-merge"
            icon="arrow-merge"
            title="并到同一件事"
            second="别人先提了同一件，合在一起办"
            onTap={() => setMerging(true)}
          />
        ) : null}
      </Card>
      {isMerging ? <MergeSheet id={order.id} onClose={() => setMerging(false)} /> : null}
    </>
  )
}
