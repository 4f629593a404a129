import { useQuery } from '@tanstack/react-query'
import { useNow } from '../../../lib/clock'
import { timeOf } from '../../../lib/format'
import { openPage } from '../../../lib/open-page'
import { pageState } from '../../../lib/page-state'
import { api } from '../../../lib/rpc'
import { paths } from '../../../paths'
import { Card } from '../../../ui/card'
import { ListCell, ListEnd } from '../../../ui/list-cell'
import { Page, type PageState } from '../../../ui/page'

const EMPTY: PageState = { kind: 'empty', sentence: '没有要上门告知的。通知没送到的人，会派到这里' }

/** 敲门名单: notices of one's grids that somebody has to be told of in person. */
export default function DoorLists() {
  const moment = useNow()
  const query = useQuery({ queryKey: ['messages', 'doors.lists'], queryFn: () => api.doors.lists({}) })
  const lists = query.data ?? []
  return (
    <Page title="敲门名单" state={query.data && lists.length === 0 ? EMPTY : pageState(query)} onRetry={query.refetch}>
      <Card isTight>
        {lists.map(({ id, title, gridName, open, done, createdAt }) => (
          <ListCell
            key={id}
            id={`doors-${id}`}
            icon="door"
            title={title}
            second={`${gridName}，${timeOf(createdAt, moment)} 派来`}
            value={open > 0 ? `还有 ${open} 人` : `${done} 人都告知了`}
            onTap={() => openPage(paths.doorList(id))}
          />
        ))}
      </Card>
      <ListEnd />
    </Page>
  )
}
