import { useQuery } from '@tanstack/react-query'
import { openPage } from '../../lib/open-page'
import { api } from '../../lib/rpc'
import { paths } from '../../paths'
import { Card } from '../../ui/card'
import { ListCell } from '../../ui/list-cell'

/** What was pinned and not read, at most two; the rest is one tap away. */
export function NoticeLines() {
  const { data } = useQuery({ queryKey: ['messages', 'notices.home'], queryFn: () => api.notices.home({}) })
  if (!data || (data.pinned.length === 0 && data.unread === 0)) return null
  return (
    <Card isTight>
      {data.pinned.map(({ id, title, placeName, isRead }) => (
        <ListCell
          key={id}
          id={`home-notice-${id}`}
          icon="speakerphone"
          title={title}
          second={placeName}
          isUnread={!isRead}
          onTap={() => openPage(paths.notice(id))}
        />
      ))}
      {data.pinned.length === 0 ? (
        <ListCell
          id="home-notices-unread"
          icon="speakerphone"
          title={`有 ${data.unread} 条通知还没看`}
          onTap={() => openPage(paths.notices)}
        />
      ) : null}
    </Card>
  )
}
