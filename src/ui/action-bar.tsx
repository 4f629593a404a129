import { View } from '@tarojs/components'
import type { PropsWithChildren, ReactNode } from 'react'
import { Icon } from './icon'
import type { IconName } from './icon-names'
import { spoken } from './named'

interface ActionBarProps {
  /** One line of reassurance; on a small screen in 长辈版 it makes room. */
  help?: string
  /** Why the button is off; takes the help's place. */
  lack?: string | null
  helpIcon?: IconName
  /** The second action, outlined, 112 wide. */
  second?: ReactNode
}

/**
 * The bar in the thumb's reach at the page's bottom. The main action is its child, as the widest (`isWide`) and the only
 * filled button. In 长辈版 two buttons that do not fit stand above one another, the main one last.
 */
export function ActionBar({ help, helpIcon, lack, second, children }: PropsWithChildren<ActionBarProps>) {
  const icon = lack ? 'info-circle' : helpIcon
  return (
    <View className="dock">
      {lack || help ? (
        <View className={`dock-help ${lack ? '' : 'dock-help-quiet'}`} {...spoken}>
          {icon ? <Icon name={icon} size="s" /> : null}
          <View>{lack ?? help}</View>
        </View>
      ) : null}
      <View className="dock-row">
        {second ? <View className="dock-second">{second}</View> : null}
        {children}
      </View>
    </View>
  )
}
