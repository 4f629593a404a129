import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { Icon } from './icon'
import { named } from './named'
import { Tap } from './tap'

interface NavBarProps {
  title: string
  ground: string
}

/** The bar WeChat draws by itself; a browser has none, so we do. */
export function NavBar({ title, ground }: NavBarProps) {
  const isRoot = Taro.getCurrentPages().length <= 1
  return (
    <View className="nav" style={{ backgroundColor: ground }}>
      {isRoot ? null : (
        <Tap className="nav-back" label="返回" onTap={() => void Taro.navigateBack()}>
          <Icon name="chevron-left" size="l" />
        </Tap>
      )}
      <View className="nav-title" {...named('heading')}>
        {title}
      </View>
    </View>
  )
}
