import { View } from '@tarojs/components'
import { Icon } from './icon'
import type { IconName } from './icon-names'
import { named } from './named'
import { Tap } from './tap'

export interface TabItem {
  key: string
  word: string
  icon: IconName
  /** The filled drawing for the current tab, where there is one. */
  solidIcon?: IconName
  badge?: number
  /** The raised action in the middle: it opens something and is never current. */
  isRaised?: boolean
  onTap: () => void
}

interface TabBarProps {
  /** Five, or three in 长辈版. */
  items: readonly TabItem[]
  current: string
}

function Tab({ item, isCurrent }: { item: TabItem; isCurrent: boolean }) {
  const badge = item.badge ?? 0
  const icon = isCurrent && item.solidIcon ? item.solidIcon : item.icon
  return (
    <Tap
      id={`tab-${item.key}`}
      className={`tab ${isCurrent ? 'tab-on' : ''} ${item.isRaised ? 'tab-raised' : ''}`}
      role={item.isRaised ? 'button' : 'tab'}
      label={badge > 0 ? `${item.word}，${badge} 条未读` : item.word}
      isSelected={item.isRaised ? undefined : isCurrent}
      onTap={() => (isCurrent ? undefined : item.onTap())}
    >
      <View className="tab-icon">
        <Icon name={icon} />
      </View>
      <View>{item.word}</View>
      {badge > 0 ? <View className="dot">{badge > 99 ? '99+' : badge}</View> : null}
    </Tap>
  )
}

/** The app's bottom bar, drawn in each tab page because it differs by role. */
export function TabBar({ items, current }: TabBarProps) {
  return (
    <>
      <View className="tabs-room" />
      <View className="tabs" {...named('tablist', '主要页面')}>
        {items.map((item) => (
          <Tab key={item.key} item={item} isCurrent={item.key === current} />
        ))}
      </View>
    </>
  )
}
