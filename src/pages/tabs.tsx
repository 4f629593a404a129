import { useLook } from '../lib/elder'
import { openPage } from '../lib/open-page'
import { type Me, useSession } from '../lib/session'
import { mayRegister } from '../parts/posts'
import { paths } from '../paths'
import { TabBar, type TabItem } from '../ui/tab-bar'

type TabKey = 'home' | 'messages' | 'grid' | 'desk' | 'me'

const go = (key: TabKey) => () => openPage(paths[key])

const HOME: TabItem = { key: 'home', word: '首页', icon: 'home', solidIcon: 'home-solid', onTap: go('home') }
const GRID: TabItem = { key: 'grid', word: '我的网格', icon: 'users', onTap: go('grid') }
const ME: TabItem = { key: 'me', word: '我的', icon: 'user', solidIcon: 'user-solid', onTap: go('me') }
const DESK: TabItem = {
  key: 'desk',
  word: '接单台',
  icon: 'clipboard-list',
  solidIcon: 'clipboard-list-solid',
  onTap: go('desk'),
}
const SUBMIT: TabItem = {
  key: 'submit',
  word: '提诉求',
  icon: 'camera-plus',
  isRaised: true,
  onTap: () => openPage(paths.submitAppeal),
}
const REGISTER: TabItem = {
  key: 'register',
  word: '替人登记',
  icon: 'user-plus',
  isRaised: true,
  onTap: () => openPage(paths.register),
}

function itemsFor(me: Me | undefined, isElder: boolean): TabItem[] {
  const messages: TabItem = {
    key: 'messages',
    word: '消息',
    icon: 'bell',
    solidIcon: 'bell-solid',
    badge: me?.unread ?? 0,
    onTap: go('messages'),
  }
  if (isElder) return [HOME, me?.isStaff ? DESK : SUBMIT, ME]
  if (me?.isStaff) return [HOME, DESK, mayRegister(me) ? REGISTER : SUBMIT, messages, ME]
  return [HOME, messages, SUBMIT, GRID, ME]
}

/** The tab bar for who is looking: staff have the order desk where residents have their grid; 长辈版 has three places. */
export function Tabs({ current }: { current: TabKey }) {
  const { me } = useSession()
  const { isElder } = useLook()
  return <TabBar items={itemsFor(me, isElder)} current={current} />
}
