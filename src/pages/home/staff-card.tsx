import { useQuery } from '@tanstack/react-query'
import { openPage } from '../../lib/open-page'
import { api } from '../../lib/rpc'
import type { Me } from '../../lib/session'
import { isWorking, mayRegister } from '../../parts/posts'
import { paths } from '../../paths'
import { Card } from '../../ui/card'
import { ListCell } from '../../ui/list-cell'

/** What waits for somebody who works here. */
export function StaffCard({ me }: { me: Me }) {
  const works = isWorking(me)
  const query = useQuery({
    queryKey: ['orders', 'desk.list', 'counts'],
    queryFn: () => api.desk.list({}),
    enabled: works,
  })
  const waiting = Object.values(query.data?.counts ?? {}).reduce((sum, count) => sum + count, 0)
  return (
    <Card isTight>
      {works ? (
        <ListCell
          id="home-desk"
          icon="clipboard-list"
          title="接单台"
          value={query.data ? `能接的 ${waiting} 件` : undefined}
          onTap={() => openPage(paths.desk)}
        />
      ) : null}
      {me.isSupervisor ? (
        <ListCell
          id="home-dispatch"
          icon="clipboard-check"
          title="派单看板"
          second="本地方的单，谁在办、办到哪"
          onTap={() => openPage(paths.dispatch)}
        />
      ) : null}
      {mayRegister(me) ? (
        <ListCell
          id="home-register"
          icon="user-plus"
          title="替居民登记"
          second="没有手机的居民，您替他提"
          onTap={() => openPage(paths.register)}
        />
      ) : null}
    </Card>
  )
}
