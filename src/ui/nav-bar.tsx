import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { goHome } from '../lib/open-page'
import { Icon } from './icon'
import { named } from './named'
import { Tap } from './tap'

interface NavBarProps {
  title: string
  ground: string
  /** A tab page is a beginning: from there one goes nowhere back. */
  isTab: boolean
}

/** Back, or home on a page reached by a link or read anew, which has nothing behind it. */
function WayOut() {
  const isRoot = Taro.getCurrentPages().length <= 1
  return (
    <Tap
      className="nav-back"
      label={isRoot ? '回首页' : '返回'}
      onTap={isRoot ? goHome : () => void Taro.navigateBack()}
    >
      <Icon name={isRoot ? 'home' : 'chevron-left'} size={isRoot ? undefined : 'l'} />
    </Tap>
  )
}

/** The bar WeChat draws by itself; a browser has none, so we do. */
export function NavBar({ title, ground, isTab }: NavBarProps) {
  return (
    <View className="nav" style={{ backgroundColor: ground }}>
      {isTab ? null : <WayOut />}
      <View className="nav-title" {...named('heading')}>
        {title}
      </View>
    </View>
  )
}
