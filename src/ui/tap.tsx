import { View } from '@tarojs/components'
import type { PropsWithChildren } from 'react'
import { type AriaRole, type AriaState, named } from './named'

interface TapProps extends AriaState {
  id?: string
  /** What a screen reader says; the visible words when left out. */
  label?: string
  role?: AriaRole
  className?: string
  onTap: () => void
}

/**
 * Anything that answers a tap: at least 44 high, 60 in 长辈版, darkens while pressed, reachable by keyboard in a browser.
 * Inside another Tap it takes the tap for itself.
 */
export function Tap({
  id,
  label,
  role = 'button',
  className = '',
  onTap,
  children,
  ...state
}: PropsWithChildren<TapProps>) {
  const keyboard = process.env.TARO_ENV === 'h5' ? { tabIndex: state.isDisabled ? -1 : 0 } : {}
  return (
    <View
      {...(id && { id })}
      className={`tap ${className}`}
      hoverClass={state.isDisabled ? 'none' : 'pressed'}
      hoverStopPropagation
      hoverStayTime={120}
      onClick={(event) => {
        event.stopPropagation()
        if (!state.isDisabled) onTap()
      }}
      {...keyboard}
      {...named(role, label, state)}
    >
      {children}
    </View>
  )
}
