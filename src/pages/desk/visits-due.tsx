import { useQuery } from '@tanstack/react-query'
import { openPage } from '../../lib/open-page'
import { api } from '../../lib/rpc'
import { paths } from '../../paths'
import { Card } from '../../ui/card'
import { ListCell } from '../../ui/list-cell'

/** The way from the desk to whom one looks in on without being asked. */
export function VisitsDue() {
  const { data } = useQuery({ queryKey: ['visits', 'visits.due', 'counts'], queryFn: () => api.visits.due({}) })
  if (!data || data.total === 0) return null
  const { total, overdue } = data
  return (
    <Card isTight>
      <ListCell
        id="desk-visits"
        icon="walk"
        title={`该走访 ${total} 人`}
        second={overdue > 0 ? `${overdue} 人过了日子还没去` : '往后七天要去的'}
        onTap={() => openPage(paths.visitsDue)}
      />
    </Card>
  )
}
