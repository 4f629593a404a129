import Taro from '@tarojs/taro'
import { pageState } from '../../lib/page-state'
import { useSession } from '../../lib/session'
import { Avatar } from '../../ui/avatar'
import { Card } from '../../ui/card'
import { ListCell } from '../../ui/list-cell'
import { Page } from '../../ui/page'
import { Tabs } from '../tabs'

const open = (url: string) => () => void Taro.navigateTo({ url })

export default function Me() {
  const { query, me, signIn } = useSession()
  return (
    <Page title="我的" state={pageState(query)} onRetry={() => void query.refetch()} tabs={<Tabs current="me" />}>
      <Card isTight>
        {me?.person ? (
          <ListCell lead={<Avatar name={me.person.name} />} title={me.person.name} second={me.home?.label} />
        ) : (
          <ListCell icon="user" title="微信登录" second="登录后能提诉求，看办理进展" onTap={() => void signIn()} />
        )}
      </Card>
      <Card isTight>
        <ListCell icon="list-check" title="我的诉求" onTap={open('/modules/governance/appeals/mine')} />
        {me?.isStaff ? <ListCell icon="tool" title="我在办的" onTap={open('/modules/worker/desk/mine')} /> : null}
        {me?.isSupervisor ? (
          <ListCell icon="clipboard-check" title="派单看板" onTap={open('/modules/secretary/dispatch/board')} />
        ) : null}
        <ListCell icon="settings" title="设置" onTap={open('/modules/account/settings/settings')} />
      </Card>
    </Page>
  )
}
