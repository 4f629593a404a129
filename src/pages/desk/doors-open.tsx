import { useQuery } from '@tanstack/react-query'
import { openPage } from '../../lib/open-page'
import { api } from '../../lib/rpc'
import { paths } from '../../paths'
import { Card } from '../../ui/card'
import { ListCell } from '../../ui/list-cell'

/** The way from the desk to whom a notice did not reach. */
export function DoorsOpen() {
  const { data } = useQuery({ queryKey: ['messages', 'doors.lists'], queryFn: () => api.doors.lists({}) })
  const open = (data ?? []).reduce((sum, list) => sum + list.open, 0)
  if (open === 0) return null
  return (
    <Card isTight>
      <ListCell
        id="desk-doors"
        icon="door"
        title={`要上门告知 ${open} 人`}
        second="通知没送到的，说一声就行"
        onTap={() => openPage(paths.doorLists)}
      />
    </Card>
  )
}
