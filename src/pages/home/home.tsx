import { View } from '@tarojs/components'
import { chooseLook, declineElderOffer, useLook } from '../../lib/elder'
import { openPage } from '../../lib/open-page'
import { useSession } from '../../lib/session'
import { MODULES } from '../../modules/functions'
import { AlarmBar } from '../../parts/alarms/alarm-bar'
import { BankLine } from '../../parts/bank'
import { EmergencyBar } from '../../parts/emergency'
import { UnsentRefused } from '../../parts/tell/unsent-refused'
import { paths } from '../../paths'
import { ModuleRow } from '../../ui/module-row'
import { NoticeBar } from '../../ui/notice-bar'
import { Page } from '../../ui/page'
import { Tabs } from '../tabs'
import { CallCards } from './call-cards'
import { HomeHead } from './home-head'
import { MineCard } from './mine-card'
import { NoticesCard } from './notices-card'
import { StaffCard } from './staff-card'
import './home.css'

function ElderOffer() {
  return (
    <NoticeBar
      id="elder-offer"
      kind="offer"
      icon="text-size"
      words="字想再大一点，可以换长辈版"
      action="换成长辈版"
      onTap={() => void chooseLook({ isElderMode: true })}
      onClose={declineElderOffer}
    />
  )
}

/** In 长辈版 the tab bar has no place for messages, so home says it. */
function UnreadLine({ unread }: { unread: number }) {
  return (
    <View className="mt2">
      <NoticeBar
        id="home-unread"
        kind="notice"
        icon="bell"
        words={`您有 ${unread} 条新消息`}
        action="去看看"
        onTap={() => openPage(paths.messages)}
      />
    </View>
  )
}

function Functions() {
  return (
    <View className="modules">
      {MODULES.map(({ name, tone, functions }) => (
        <ModuleRow
          key={name}
          name={name}
          tone={tone}
          services={functions.map(({ url, ...service }) => ({ ...service, onTap: () => openPage(url) }))}
        />
      ))}
    </View>
  )
}

export default function Home() {
  const { query, me } = useSession()
  const { isElderOffered, isElder } = useLook()
  const unread = me?.unread ?? 0
  return (
    <Page title="邻里通" ground="home" className="home" onRetry={query.refetch} tabs={<Tabs current="home" />}>
      <View className="sky" />
      <HomeHead />
      <AlarmBar />
      {isElderOffered ? <ElderOffer /> : null}
      {isElder ? <CallCards /> : null}
      <UnsentRefused />
      {me?.isStaff ? <StaffCard me={me} /> : null}
      <MineCard />
      {me?.person ? <NoticesCard /> : null}
      {isElder && unread > 0 ? <UnreadLine unread={unread} /> : null}
      <Functions />
      <View className="mt2">
        <EmergencyBar />
      </View>
      <View className="mt2">
        <BankLine isWhySaid />
      </View>
      {isElder ? null : <CallCards />}
    </Page>
  )
}
