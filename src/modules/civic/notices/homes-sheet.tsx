import { REACH_CLASSES, REACH_LABELS } from '../../../../cloudfunctions/contract/civic/notices'
import { pageState } from '../../../lib/page-state'
import { api } from '../../../lib/rpc'
import { usePages } from '../../../lib/use-pages'
import { ListCell } from '../../../ui/list-cell'
import { MoreButton } from '../../../ui/more-button'
import { States } from '../../../ui/page'
import { Sheet } from '../../../ui/sheet'

type Home = Awaited<ReturnType<typeof api.notices.reachHomes>>['items'][number]

/** 已读 2 人，没送到 1 人. */
const homeWords = (home: Home): string =>
  REACH_CLASSES.flatMap((one) => (home[one] > 0 ? `${REACH_LABELS[one]} ${home[one]} 人` : [])).join('，')

interface HomesSheetProps {
  id: string
  placeId: string
  label: string
  onClose: () => void
}

/** The homes of one building: how many people are where; nobody's name. */
export function HomesSheet({ id, placeId, label, onClose }: HomesSheetProps) {
  const { query, items, isEmpty } = usePages(
    ['notices', 'notices.reachHomes', id, placeId],
    (cursor) => api.notices.reachHomes({ id, placeId, ...(cursor && { cursor }) }),
    { isFleeting: true },
  )
  const empty = { kind: 'empty', sentence: '这里没有收通知的住户' } as const
  return (
    <Sheet isOpen title={`${label}每户`} onClose={onClose}>
      <States state={isEmpty ? empty : pageState(query)} onRetry={query.refetch}>
        {items.map((home) => (
          <ListCell key={home.homeId} title={home.label} second={homeWords(home)} />
        ))}
        <MoreButton id="homes-more" word="看后面的住户" pages={query} />
      </States>
    </Sheet>
  )
}
