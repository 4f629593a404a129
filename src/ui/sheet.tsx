import { type ITouchEvent, ScrollView, View } from '@tarojs/components'
import { type PropsWithChildren, type ReactNode, useEffect, useRef } from 'react'
import { enterSheet } from '../lib/keyboard'
import { Icon } from './icon'
import { named } from './named'
import { Tap } from './tap'

interface SheetProps {
  isOpen: boolean
  title: string
  /** Buttons that stay below while the content scrolls. */
  footer?: ReactNode
  onClose: () => void
}

/** How far a finger must pull the head down before the sheet goes. */
const PULL_PX = 60

const FOCUSABLE = process.env.TARO_ENV === 'h5' ? { tabIndex: -1 } : {}

const heightOf = (event: unknown) => (event as ITouchEvent).changedTouches[0]?.clientY ?? 0

/** A sheet from below for one question. Closes by ✕, by a pull at its head, by a tap beside it, or by Escape. */
export function Sheet({ isOpen, title, footer, onClose, children }: PropsWithChildren<SheetProps>) {
  const pulledFrom = useRef(0)
  useEffect(() => (isOpen ? enterSheet() : undefined), [isOpen])
  if (!isOpen) return null
  return (
    <View className="sheet-layer" catchMove>
      <View className="sheet-scrim" onClick={onClose} />
      <View className="sheet" {...FOCUSABLE} {...named('dialog', title)}>
        <View
          className="sheet-head"
          onTouchStart={(event) => {
            pulledFrom.current = heightOf(event)
          }}
          onTouchEnd={(event) => {
            if (heightOf(event) - pulledFrom.current > PULL_PX) onClose()
          }}
        >
          <View className="sheet-grab" />
          <View className="title grow">{title}</View>
          <Tap id="sheet-close" className="sheet-close" label="关上" onTap={onClose}>
            <Icon name="x" />
          </Tap>
        </View>
        <ScrollView className="sheet-body" scrollY>
          <View className="sheet-inside">{children}</View>
        </ScrollView>
        {footer ? <View className="sheet-footer">{footer}</View> : null}
      </View>
    </View>
  )
}
