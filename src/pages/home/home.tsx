import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { chooseLook, declineElderOffer, useLook } from '../../lib/elder'
import { pageState } from '../../lib/page-state'
import { useSession } from '../../lib/session'
import { Card } from '../../ui/card'
import { Icon } from '../../ui/icon'
import { ListCell } from '../../ui/list-cell'
import { ModuleRow } from '../../ui/module-row'
import { NoticeBar } from '../../ui/notice-bar'
import { Page } from '../../ui/page'
import type { Service } from '../../ui/service-tile'
import { Tap } from '../../ui/tap'
import { Tabs } from '../tabs'
import './home.css'

const governance: Service[] = [
  {
    name: '一键诉求',
    icon: 'message-report',
    onTap: () => void Taro.navigateTo({ url: '/modules/governance/appeals/submit' }),
  },
]

function ElderSwitch() {
  const { isElder } = useLook()
  const word = isElder ? '标准版' : '长辈版'
  return (
    <Tap className="pill" label={`换成${word}`} onTap={() => void chooseLook({ isElderMode: !isElder })}>
      <View className="pill-face">
        <Icon name="text-size" size="m" />
        <View>{word}</View>
      </View>
    </Tap>
  )
}

export default function Home() {
  const { query, me } = useSession()
  const { isElderOffered } = useLook()
  return (
    <Page
      title="邻里通"
      ground="home"
      className="home"
      state={pageState(query)}
      onRetry={() => void query.refetch()}
      tabs={<Tabs current="home" />}
    >
      <View className="sky" />
      <View className="home-head">
        <View className="home-place">
          <View className="home-community">{me?.home?.communityName ?? '邻里通'}</View>
          {me?.home ? <View className="foot soft only-normal">{me.home.label}</View> : null}
        </View>
        <ElderSwitch />
      </View>
      {isElderOffered ? (
        <NoticeBar
          kind="offer"
          icon="text-size"
          words="字想再大一点，可以换长辈版"
          action="换成长辈版"
          onTap={() => void chooseLook({ isElderMode: true })}
          onClose={declineElderOffer}
        />
      ) : null}
      <View className="modules">
        <ModuleRow name="议事治理" tone="gov" services={governance} />
      </View>
      <View className="mt2">
        <Card isTight>
          <ListCell
            icon="list-check"
            title="我的诉求"
            onTap={() => void Taro.navigateTo({ url: '/modules/governance/appeals/mine' })}
          />
        </Card>
      </View>
    </Page>
  )
}
