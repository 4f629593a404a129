import { useQuery } from '@tanstack/react-query'
import { openPage } from '../../lib/open-page'
import { api } from '../../lib/rpc'
import { paths } from '../../paths'
import { Card } from '../../ui/card'
import { ListCell } from '../../ui/list-cell'

/** What is pinned, and how much else has not been read; nothing where there is neither. */
export function NoticesCard() {
  const { data } = useQuery({ queryKey: ['messages', 'notices.home'], queryFn: () => api.notices.home({}) })
  if (!data || (data.pinned.length === 0 && data.unread === 0)) return null
  const others = data.unread - data.pinned.filter(({ isRead }) => !isRead).length
  return (
    <Card isTight>
      {data.pinned.map(({ id, title, isRead }) => (
        <ListCell
          key={id}
          id={`home-notice-${id}`}
          icon="speakerphone"
          title={title}
          isUnread={!isRead}
          onTap={() => openPage(paths.notice(id))}
        />
      ))}
      {others > 0 ? (
        <ListCell
          id="home-notices"
          icon="speakerphone"
          title="通知公告"
          value={`${others} 条没看`}
          onTap={() => openPage(paths.notices)}
        />
      ) : null}
    </Card>
  )
}
