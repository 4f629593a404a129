import { useState } from 'react'
import { useLook } from '../../lib/elder'
import { openPage } from '../../lib/open-page'
import { pageState } from '../../lib/page-state'
import { type Me, useSession } from '../../lib/session'
import { useLocalPeople } from '../../parts/local-people'
import { isPublisher, mayRegister, postsOf } from '../../parts/posts'
import { paths } from '../../paths'
import { Avatar } from '../../ui/avatar'
import { Card } from '../../ui/card'
import { ConfirmSheet } from '../../ui/confirm-sheet'
import { ListCell } from '../../ui/list-cell'
import { Page } from '../../ui/page'
import { Tabs } from '../tabs'
import { PhoneRow } from './phone-row'

const to = (url: string) => () => openPage(url)

function PersonCard({ me }: { me: Me }) {
  if (!me.person) {
    return (
      <Card isTight>
        <ListCell id="me-login" icon="user" title="登录" second="登录后能提诉求，看办理进展" onTap={to(paths.login)} />
      </Card>
    )
  }
  const { name, phoneMasked } = me.person
  return (
    <Card isTight>
      <ListCell
        lead={<Avatar name={name || '邻'} />}
        title={name || '还没登记姓名'}
        second={[...postsOf(me), me.home?.label].filter(Boolean).join('，') || undefined}
      />
      <PhoneRow phoneMasked={phoneMasked} />
    </Card>
  )
}

function WorkCard({ me }: { me: Me }) {
  const { isElder } = useLook()
  const unread = me.unread > 0 ? `${me.unread} 条未读` : undefined
  return (
    <Card isTight>
      <ListCell id="me-appeals" icon="list-check" title="我的诉求" onTap={to(paths.myAppeals)} />
      {mayRegister(me) ? (
        <ListCell id="me-registered" icon="user-plus" title="我登记的" onTap={to(paths.registered)} />
      ) : null}
      {mayRegister(me) ? (
        <>
          <ListCell
            id="me-claims"
            icon="user-check"
            title="认房申请"
            second="也核实谁替家人办事"
            onTap={to(paths.claims)}
          />
          <ListCell id="me-end-sessions" icon="logout" title="帮居民退出登录" onTap={to(paths.endSessions)} />
        </>
      ) : null}
      <ListCell id="me-homes" icon="home" title="我的房屋" onTap={to(paths.homes)} />
      <ListCell id="me-family" icon="users" title="家人" second="替家人办事，谁能替我办事" onTap={to(paths.family)} />
      {isElder ? (
        <ListCell id="me-messages" icon="bell" title="消息" value={unread} onTap={to(paths.messages)} />
      ) : null}
      {isElder || me.isStaff ? <ListCell id="me-grid" icon="users" title="我的网格" onTap={to(paths.grid)} /> : null}
      {isPublisher(me) ? (
        <ListCell id="me-notices" icon="speakerphone" title="我发的通知" onTap={to(paths.ownNotices)} />
      ) : null}
      {me.isSupervisor ? (
        <>
          <ListCell id="me-dispatch" icon="clipboard-check" title="派单看板" onTap={to(paths.dispatch)} />
          <ListCell id="me-roles" icon="users-plus" title="人员职责" onTap={to(paths.roles)} />
          <ListCell id="me-approvals" icon="list-check" title="名单审批" onTap={to(paths.listApprovals)} />
        </>
      ) : null}
    </Card>
  )
}

function SignOut() {
  const { signOut } = useSession()
  const [isAsking, setAsking] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const leave = async () => {
    setBusy(true)
    await signOut().finally(() => setBusy(false))
    setAsking(false)
  }
  return (
    <>
      <ListCell id="me-logout" icon="logout" title="退出登录" onTap={() => setAsking(true)} />
      <ConfirmSheet
        id="me-logout-send"
        isOpen={isAsking}
        title="退出登录吗"
        body="这部手机上没发出去的草稿会清掉，已经提交的都还在。"
        verb="退出登录"
        back="先不退"
        isBusy={isBusy}
        onConfirm={() => void leave()}
        onClose={() => setAsking(false)}
      />
    </>
  )
}

export default function MePage() {
  const { query, me } = useSession()
  const people = useLocalPeople()
  return (
    <Page title="我的" state={pageState(query)} onRetry={query.refetch} tabs={<Tabs current="me" />}>
      {me ? <PersonCard me={me} /> : null}
      {me?.person ? <WorkCard me={me} /> : null}
      <Card isTight>
        {me?.person ? (
          <ListCell id="me-sessions" icon="device-mobile" title="登录的设备" onTap={to(paths.sessions)} />
        ) : null}
        {me?.person ? (
          <ListCell
            id="me-privacy"
            icon="shield-check"
            title="隐私中心"
            second="登记了什么、谁看过、更正和收回"
            onTap={to(paths.privacyCenter)}
          />
        ) : null}
        <ListCell
          id="me-settings"
          icon="settings"
          title="设置"
          second="长辈版、深色、注销"
          onTap={to(paths.settings)}
        />
        <ListCell id="me-feedback" icon="message-2" title="对本程序的意见" onTap={to(paths.feedback)} />
        {people ? (
          <ListCell
            id="me-people"
            icon="users"
            title="换一个人试用"
            second="只在这台电脑上有"
            onTap={to(paths.login)}
          />
        ) : null}
        {me?.person ? <SignOut /> : null}
      </Card>
    </Page>
  )
}
