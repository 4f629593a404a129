import { Text, View } from '@tarojs/components'
import { useNow } from '../../../lib/clock'
import { monthOf } from '../../../lib/format'
import { pageState } from '../../../lib/page-state'
import { api } from '../../../lib/rpc'
import { usePages } from '../../../lib/use-pages'
import { OrderRow } from '../../../parts/orders/order-row'
import { paths } from '../../../paths'
import { Section } from '../../../ui/card'
import { ListEnd } from '../../../ui/list-cell'
import { States } from '../../../ui/page'
import { GROUP_STATES, type GroupKey } from './groups'
import { piecesOf, wordsOf } from './hits'

type FoundOrder = Awaited<ReturnType<typeof api.dispatch.search>>['items'][number]

/** A text in which the words that were looked for stand out. */
function Marked({ text, words }: { text: string; words: readonly string[] }) {
  const pieces = piecesOf(text, words)
  return (
    <>
      {pieces.map((piece, at) => (
        // The pieces never change places.
        <Text key={at} className={piece.isHit ? 'hit' : ''}>
          {piece.text}
        </Text>
      ))}
    </>
  )
}

/** The newest month first, as the server gives them. */
function byMonth(orders: readonly FoundOrder[], now: Date): [month: string, orders: FoundOrder[]][] {
  const months = new Map<string, FoundOrder[]>()
  for (const order of orders) {
    const month = monthOf(order.createdAt, now)
    months.set(month, [...(months.get(month) ?? []), order])
  }
  return [...months]
}

interface FoundProps {
  words: string
  group: GroupKey | null
  category: string | null
}

/** What was found, month by month. */
export function Found({ words, group, category }: FoundProps) {
  const moment = useNow()
  const input = { words, ...(group && { states: [...GROUP_STATES[group]] }), ...(category && { category }) }
  const { query, items, isEmpty } = usePages(['orders', 'dispatch.search', input], (cursor) =>
    api.dispatch.search({ cursor, ...input }),
  )
  const tries = group || category ? '换成全部状态、全部类别再看看' : '换个说法，或者少写几个字；编号要写全'
  const empty = { kind: 'empty', sentence: `没找到「${words}」。${tries}` } as const
  const looked = wordsOf(words)
  const draw = (text: string) => <Marked text={text} words={looked} />
  return (
    <States state={isEmpty ? empty : pageState(query)} onRetry={query.refetch}>
      {byMonth(items, moment).map(([month, orders]) => (
        <View key={month}>
          <Section title={month} />
          <View className="abreast">
            {orders.map((order) => (
              <OrderRow
                key={order.id}
                order={order}
                moment={moment}
                url={paths.dispatchOrder(order.id)}
                isPlaceShown
                draw={draw}
              >
                {order.excerpt ? <View className="sub soft mt1">{draw(order.excerpt)}</View> : null}
                <View className="foot faint mt1">{draw(`编号 ${order.code}`)}</View>
              </OrderRow>
            ))}
          </View>
        </View>
      ))}
      {query.hasNextPage ? null : <ListEnd />}
    </States>
  )
}
