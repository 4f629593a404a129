import { View } from '@tarojs/components'
import type { PropsWithChildren, ReactNode } from 'react'
import { Icon } from './icon'
import type { IconName } from './icon-names'
import { spoken } from './named'

interface ActionBarProps {
  /** One line of reassurance, or why the button is off. */
  help?: string
  helpIcon?: IconName
  /** The second action, outlined, 112 wide. */
  second?: ReactNode
}

/**
 * The bar in the thumb's reach at the page's bottom. The main action is its child, as the widest (`isWide`) and the only
 * filled button. In 长辈版 two buttons stand above one another, the main one last.
 */
export function ActionBar({ help, helpIcon, second, children }: PropsWithChildren<ActionBarProps>) {
  return (
    <View className="dock">
      {help ? (
        <View className="dock-help" {...spoken}>
          {helpIcon ? <Icon name={helpIcon} size="s" /> : null}
          <View>{help}</View>
        </View>
      ) : null}
      <View className="dock-row">
        {second ? <View className="dock-second">{second}</View> : null}
        {children}
      </View>
    </View>
  )
}
