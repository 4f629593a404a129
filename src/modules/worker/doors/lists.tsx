import { useQuery } from '@tanstack/react-query'
import { useNow } from '../../../lib/clock'
import { timeOf } from '../../../lib/format'
import { openPage } from '../../../lib/open-page'
import { pageState } from '../../../lib/page-state'
import { api } from '../../../lib/rpc'
import { paths } from '../../../paths'
import { Card } from '../../../ui/card'
import { ListCell } from '../../../ui/list-cell'
import { Page } from '../../../ui/page'

const EMPTY = { kind: 'empty', sentence: '没有要上门告知的。通知没送到的人家会出现在这里' } as const

/** Door lists of this worker's grids: those with doors left to knock at come first. */
export default function DoorLists() {
  const moment = useNow()
  const query = useQuery({ queryKey: ['doors', 'doors.lists'], queryFn: () => api.doors.lists({}) })
  return (
    <Page title="敲门名单" state={query.data?.length === 0 ? EMPTY : pageState(query)} onRetry={query.refetch}>
      <Card isTight>
        {query.data?.map(({ id, title, gridName, open, done, createdAt }) => (
          <ListCell
            key={id}
            id={`doors-${id}`}
            icon={open > 0 ? 'walk' : 'circle-check'}
            title={title}
            second={`${gridName}，${timeOf(createdAt, moment)}`}
            value={open > 0 ? `还有 ${open} 人` : done > 0 ? `办完 ${done} 人` : '不用去了'}
            onTap={() => openPage(paths.doorList(id))}
          />
        ))}
      </Card>
    </Page>
  )
}
