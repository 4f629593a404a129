import Taro from '@tarojs/taro'
import { useLook } from '../lib/elder'
import { useSession } from '../lib/session'
import { TabBar, type TabItem } from '../ui/tab-bar'

type TabKey = 'home' | 'messages' | 'grid' | 'desk' | 'me'

const go = (key: TabKey) => () => void Taro.switchTab({ url: `/pages/${key}/${key}` })

/** The tab bar for who is looking: staff have the order desk where residents have their grid; 长辈版 has three places. */
export function Tabs({ current }: { current: TabKey }) {
  const { me } = useSession()
  const { isElder } = useLook()
  const isStaff = me?.isStaff ?? false
  const unread = me?.unread ?? 0
  const submit: TabItem = {
    key: 'submit',
    word: '提诉求',
    icon: 'camera-plus',
    isRaised: true,
    onTap: () => void Taro.navigateTo({ url: '/modules/governance/appeals/submit' }),
  }
  const home: TabItem = { key: 'home', word: '首页', icon: 'home', solidIcon: 'home-solid', onTap: go('home') }
  const messages: TabItem = {
    key: 'messages',
    word: '消息',
    icon: 'bell',
    solidIcon: 'bell-solid',
    badge: unread,
    onTap: go('messages'),
  }
  const third: TabItem = isStaff
    ? { key: 'desk', word: '接单台', icon: 'clipboard-list', solidIcon: 'clipboard-list-solid', onTap: go('desk') }
    : { key: 'grid', word: '我的网格', icon: 'users', onTap: go('grid') }
  const mine: TabItem = { key: 'me', word: '我的', icon: 'user', solidIcon: 'user-solid', onTap: go('me') }
  const items = isElder ? [home, isStaff ? third : submit, mine] : [home, messages, submit, third, mine]
  return <TabBar items={items} current={current} />
}
