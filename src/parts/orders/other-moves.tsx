import { Fragment } from 'react'
import { Card, Section } from '../../ui/card'
import type { IconName } from '../../ui/icon-names'
import { ListCell } from '../../ui/list-cell'
import { WORDED_MOVES } from './moves/moves'
import type { OrderDetail } from './order'
import { inBar, type StaffAction } from './staff-bar'

interface Row {
  action: StaffAction
  icon: IconName
  title: string
  second: string
}

const GROUPS: readonly { title: string; rows: readonly Row[] }[] = [
  {
    title: '时间和类别',
    rows: [
      { action: 'step', icon: 'pencil', title: '记一步进展', second: '办到哪一步，居民看得到' },
      { action: 'pause', icon: 'player-pause', title: '暂停计时', second: '在等别的事，写明等什么' },
      { action: 'resume', icon: 'player-play', title: '恢复计时', second: '等的事到了，接着算' },
      { action: 'extend', icon: 'calendar-plus', title: '延长一次期限', second: '只能延一次，写明原因' },
      { action: 'reclassify', icon: 'category', title: '改类别', second: '类别、急不急，期限跟着改' },
      { action: 'supervise', icon: 'flag', title: '督办', second: '提醒在办的人，写明要求' },
    ],
  },
  {
    title: '换人办，请人办',
    rows: [
      { action: 'reassign', icon: 'arrows-exchange', title: '转给同事', second: '写明原因，居民看得到' },
      { action: 'split', icon: 'arrows-split', title: '拆出来单独办', second: '不是同一件事的话，重新等人接' },
      { action: 'callIn', icon: 'users-plus', title: '请别的部门一起办', second: '还是由现在的人办完' },
      { action: 'whistle', icon: 'speakerphone', title: '吹哨请部门来办', second: '社区没有权限办的' },
      { action: 'release', icon: 'arrow-back-up', title: '退回社区办', second: '不该由部门办的，写明依据' },
    ],
  },
  {
    title: '办不了的话',
    rows: [
      { action: 'handBack', icon: 'arrow-back-up', title: WORDED_MOVES.handBack.verb, second: '写明原因，让别人来接' },
      {
        action: 'closeUnfixed',
        icon: 'clipboard-check',
        title: '结案，没能办成',
        second: '尽力了还是办不成，写明原因',
      },
      { action: 'decline', icon: 'ban', title: WORDED_MOVES.decline.verb, second: '不归社区办的，写明依据' },
    ],
  },
]

/** Only what an appeal is about is guessed from its words, and put right. */
const isMeant = (action: StaffAction, { kind }: OrderDetail) => action !== 'reclassify' || kind === 'appeal'

interface OtherMovesProps {
  order: OrderDetail
  ask: (action: StaffAction) => void
}

/** Everything else that one may do with an order, below what happened to it. */
export function OtherMoves({ order, ask }: OtherMovesProps) {
  const taken = inBar(order)
  return GROUPS.map(({ title, rows }) => {
    const allowed = rows.filter(({ action }) => order.can[action] && !taken.includes(action) && isMeant(action, order))
    if (allowed.length === 0) return null
    return (
      <Fragment key={title}>
        <Section title={title} />
        <Card isTight>
          {allowed.map(({ action, ...cell }) => (
            <ListCell key={action} id={`order-${action}`} {...cell} onTap={() => ask(action)} />
          ))}
        </Card>
      </Fragment>
    )
  })
}
