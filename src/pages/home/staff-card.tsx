import { useQuery } from '@tanstack/react-query'
import { openPage } from '../../lib/open-page'
import { api } from '../../lib/rpc'
import type { Me } from '../../lib/session'
import { isOfDepartment, isPublisher, isSecretary, isWorking, mayRegister } from '../../parts/posts'
import { paths } from '../../paths'
import { Card } from '../../ui/card'
import { ListCell } from '../../ui/list-cell'

/** The way to the desk, with how much waits there. */
function DeskCell({ me }: { me: Me }) {
  const isCalled = isOfDepartment(me)
  const pool = useQuery({
    queryKey: ['orders', 'desk.list', 'counts'],
    queryFn: () => api.desk.list({}),
    enabled: !isCalled,
  })
  const called = useQuery({
    queryKey: ['orders', 'desk.called'],
    queryFn: () => api.desk.called({}),
    enabled: isCalled,
  })
  const waiting = Object.values(pool.data?.counts ?? {}).reduce((sum, count) => sum + count, 0)
  const value = called.data ? `社区吹哨 ${called.data.length} 件` : pool.data ? `能接的 ${waiting} 件` : undefined
  return (
    <ListCell id="home-desk" icon="clipboard-list" title="接单台" value={value} onTap={() => openPage(paths.desk)} />
  )
}

/** What waits for somebody who works here. */
export function StaffCard({ me }: { me: Me }) {
  return (
    <Card isTight>
      {isWorking(me) ? <DeskCell me={me} /> : null}
      {me.isSupervisor ? (
        <ListCell
          id="home-dispatch"
          icon="clipboard-check"
          title="派单看板"
          second="没办完的单，超期的在前"
          onTap={() => openPage(paths.dispatch)}
        />
      ) : null}
      {isPublisher(me) ? (
        <ListCell
          id="home-notices"
          icon="speakerphone"
          title="发通知"
          second="看发出去的到没到"
          onTap={() => openPage(paths.ownNotices)}
        />
      ) : null}
      {me.isSupervisor ? (
        <ListCell
          id="home-people"
          icon="list-check"
          title="各类人有多少"
          second="按标签、年龄、性别"
          onTap={() => openPage(paths.peopleCounts)}
        />
      ) : null}
      {me.isSupervisor ? (
        <ListCell
          id="home-grids"
          icon="map-pin"
          title="网格地图"
          second="五级组织、网格员、边界"
          onTap={() => openPage(paths.gridMap)}
        />
      ) : null}
      {isSecretary(me) ? (
        <ListCell
          id="home-duties"
          icon="calendar-plus"
          title="值班表"
          second="谁在什么时候值班"
          onTap={() => openPage(paths.duties)}
        />
      ) : null}
      {mayRegister(me) ? (
        <ListCell
          id="home-residents"
          icon="users"
          title="我的居民"
          second="找人、核对登记、加标签"
          onTap={() => openPage(paths.residents)}
        />
      ) : null}
      {mayRegister(me) ? (
        <ListCell
          id="home-doors"
          icon="walk"
          title="敲门名单"
          second="没看到通知的，当面或电话告知"
          onTap={() => openPage(paths.doorLists)}
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
